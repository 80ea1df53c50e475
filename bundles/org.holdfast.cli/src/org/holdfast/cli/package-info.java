// SPDX-License-Identifier: EPL-2.0
/**
 * The {@code holdfast} command: plain Java that talks to the node over its control API. Start with {@link
 * org.holdfast.cli.main.Main}; each command is a small class, and errors become exit codes in one place,
 * {@link org.holdfast.cli.Failures}.
 */
@NullMarked
package org.holdfast.cli;

import org.jspecify.annotations.NullMarked;
