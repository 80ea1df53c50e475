// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.List;
import java.util.function.Supplier;
import org.holdfast.plugins.BundleGate;
import org.holdfast.plugins.PluginStore;

/**
 * What the framework offers for plug-ins. A node outside a framework has none.
 *
 * @param failures components of plug-ins that failed to activate, as sentences
 */
record Plugins(PluginStore store, BundleGate gate, Supplier<List<String>> failures) {}
