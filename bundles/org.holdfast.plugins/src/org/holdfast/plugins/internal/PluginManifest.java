// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * What the store has to know of a bundle before the framework does (OSGi Core, chapter 3).
 *
 * @param singleton whether no other version may be resolved beside it
 */
record PluginManifest(String name, Version version, boolean singleton) {
    private static final int MAX_NAME = 128;
    private static final int MAX_VERSION = 64;

    /** @throws HoldfastException PLUGIN_BROKEN if it is no bundle that can be a plug-in, DISK_FAILED */
    static PluginManifest read(Path jar, String shown) {
        Attributes main;
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            main = file.getManifest().getMainAttributes();
        } catch (IOException e) {
            throw SignedJar.unreadable(jar, e);
        }
        String header = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (header == null || main.getValue(Constants.BUNDLE_VERSION) == null) {
            throw broken(shown, "it is no OSGi bundle: its manifest lacks Bundle-SymbolicName or Bundle-Version");
        }
        if (main.getValue(Constants.FRAGMENT_HOST) != null) {
            throw broken(shown, "it is a fragment, which would become part of another bundle");
        }
        String[] parts = header.split(";");
        String name = parts[0].strip();
        if (name.length() > MAX_NAME || !name.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
            throw broken(shown, "its symbolic name cannot be one: " + name);
        }
        return new PluginManifest(
                name,
                version(main.getValue(Constants.BUNDLE_VERSION), shown),
                header.matches(".*;\\s*singleton\\s*:=\\s*\"?true.*"));
    }

    private static Version version(String text, String shown) {
        try {
            Version version = Version.parseVersion(text);
            if (version.toString().length() <= MAX_VERSION) {
                return version;
            }
        } catch (IllegalArgumentException e) {
            throw broken(shown, "its version cannot be one: " + e.getMessage());
        }
        throw broken(shown, "its version is too long");
    }

    static HoldfastException broken(String shown, String why) {
        return new HoldfastException(ErrorCode.PLUGIN_BROKEN, shown, shown + " cannot be used: " + why);
    }
}
