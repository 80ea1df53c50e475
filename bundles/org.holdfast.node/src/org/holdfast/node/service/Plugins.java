// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import org.holdfast.plugins.BundleGate;
import org.holdfast.plugins.PluginStore;

/** What the framework offers for plug-ins. A node outside a framework has none. */
record Plugins(PluginStore store, BundleGate gate) {}
