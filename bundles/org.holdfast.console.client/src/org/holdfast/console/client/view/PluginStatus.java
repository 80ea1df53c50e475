// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

import java.util.List;
import java.util.Optional;

/** What goes on with plug-ins and providers. */
public record PluginStatus(
        List<Installed> installed, List<String> warnings, int uncollected, Optional<Recode> recode) {}
