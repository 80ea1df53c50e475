// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.Digest;
import org.holdfast.model.HoldfastException;
import org.osgi.framework.Version;

/**
 * The plug-ins of this node, in {@code <home>/bundles} (docs/format-stores.md), one for each symbolic name. The store is
 * the truth and the framework follows: at every start what the framework lost is installed again, and what the store
 * does not know is taken out. A service that appears when that is done, before any provider starts. Every change is on
 * the disk when its method returns, and what fails leaves all as it was. Thread-safe; changes happen one at a time.
 */
public interface PluginStore {
    /**
     * One plug-in.
     *
     * @param name its Bundle-SymbolicName
     * @param sha256 of the jar
     * @param droppedAs the file in the drop-in folder that it came from; empty if it was installed by a command
     */
    record Plugin(String name, Version version, Digest sha256, Path jar, Optional<String> droppedAs) {}

    /** What an installation did. */
    sealed interface Change {
        Plugin plugin();

        /** It is new. */
        record Installed(Plugin plugin) implements Change {}

        /** It took the place of another version, or of other bytes; of a bundle of the product if that has this name. */
        record Replaced(Plugin plugin, Version before) implements Change {}

        /** The very same bytes were there already. */
        record Unchanged(Plugin plugin) implements Change {}
    }

    /**
     * Installs a jar, or replaces the plug-in or product's bundle of the same symbolic name. The new one runs before the
     * old one is stopped, unless the two cannot be there together (same version, singletons).
     *
     * @param droppedAs its name in the drop-in folder, if it came from there
     * @throws HoldfastException PLUGIN_UNSIGNED, _ALTERED, _UNKNOWN_PUBLISHER, _EXPIRED, _REVOKED: the signature;
     *     PLUGIN_BROKEN: it does not resolve or start, or its name is the product's and its version not higher; what a
     *     {@link RemovalGuard} threw; CONFLICT: it was dropped, and one that is not older came from elsewhere;
     *     DISK_FAILED, TIMED_OUT
     */
    Change install(Path jar, Optional<String> droppedAs);

    /**
     * Stops a plug-in and forgets it. If it had replaced a bundle of the product, that one runs before.
     *
     * @throws HoldfastException PLUGIN_UNKNOWN; what a {@link RemovalGuard} threw; DISK_FAILED, TIMED_OUT
     */
    Plugin remove(String name);

    /** All, by name; also those that do not run. */
    List<Plugin> plugins();

    /** Those whose jar is gone from the store. They stay listed until they are installed again or removed. */
    List<Plugin> vanished();

    /** What went wrong at the start or on the side, without ending a call: for the log. Empties the list. */
    List<HoldfastException> takeTroubles();

    /**
     * How many class loaders of bundles that were taken out are still reachable. Counts what the garbage collector has
     * not found yet, too.
     */
    int uncollected();
}
