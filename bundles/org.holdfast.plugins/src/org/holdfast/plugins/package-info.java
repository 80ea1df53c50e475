// SPDX-License-Identifier: EPL-2.0
/**
 * Which bundles may run, and those that an administrator adds. {@link JarSignature} says who signed a jar;
 * {@link BundleGate} looks at the bytes of every bundle at every start and lets none resolve that fails;
 * {@link PluginStore} installs, replaces and removes plug-ins, and {@link PluginFolder} does so for jars that somebody
 * drops into a folder; {@link JarSigning} signs with a {@link PublisherKey}. What has to do with signatures needs no
 * framework. Start with {@link JarSignature}.
 */
@NullMarked
package org.holdfast.plugins;

import org.jspecify.annotations.NullMarked;
