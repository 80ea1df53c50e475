// SPDX-License-Identifier: EPL-2.0
/** Where the {@code holdfast} command begins: all commands under one name. */
@NullMarked
package org.holdfast.cli.main;

import org.jspecify.annotations.NullMarked;
