// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes on with plug-ins and providers.
 *
 * @param installed plug-ins, by name
 * @param warnings what an administrator should look at: bundles that may not run, jars that are gone
 * @param uncollected class loaders of removed bundles that are still reachable, or were when garbage was last collected
 * @param recode the re-coding that goes on; absent while there is none
 */
public record PluginStatusReport(
        List<InstalledReport> installed,
        List<String> warnings,
        int uncollected,
        @Nullable RecodeReport recode) {}
