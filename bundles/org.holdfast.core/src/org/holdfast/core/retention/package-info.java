// SPDX-License-Identifier: EPL-2.0
/**
 * Which snapshots are kept, and which segments are worth keeping. Start with {@link
 * org.holdfast.core.retention.KeepRules}.
 */
@NullMarked
package org.holdfast.core.retention;

import org.jspecify.annotations.NullMarked;
