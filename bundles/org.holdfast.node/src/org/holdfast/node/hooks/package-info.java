// SPDX-License-Identifier: EPL-2.0
/**
 * Commands that run before and after a source is read. Start with {@link org.holdfast.node.hooks.HookRun}; {@code
 * CommandRun} also runs the tools of file systems.
 */
@NullMarked
package org.holdfast.node.hooks;

import org.jspecify.annotations.NullMarked;
