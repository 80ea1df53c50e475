// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import org.jspecify.annotations.Nullable;

/**
 * What goes on with providers.
 *
 * @param recode the re-coding that goes on; absent while there is none
 */
public record PluginStatusReport(@Nullable RecodeReport recode) {}
