// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * The file that a framework runs a bundle from. Only for bundles installed by reference ({@code reference:file:…}) that
 * file is the one the location names; of any other the framework keeps a copy of its own, which nobody could check. A
 * percent sign is refused: frameworks differ in what they make of it, and the file that was checked must be the one that
 * runs.
 */
final class BundleFile {
    private static final String INITIAL = "initial@";
    private static final String REFERENCE = "reference:file:";

    private BundleFile() {}

    /** The location under which a jar is installed, so that {@link #of} finds it again. */
    static String location(Path jar) {
        return REFERENCE + jar.toAbsolutePath();
    }

    /**
     * Its real path; empty if it is not installed by reference, is not a file, or is gone.
     *
     * @param plugins the installation's folder of bundles: Equinox marks what its configuration lists, and names it
     *     relative to that
     */
    static Optional<Path> of(Bundle bundle, Optional<Path> plugins) {
        String location = bundle.getLocation();
        String plain = location.startsWith(INITIAL) ? location.substring(INITIAL.length()) : location;
        if (!plain.startsWith(REFERENCE) || plain.indexOf('%') >= 0) {
            return Optional.empty();
        }
        try {
            Path named = Path.of(plain.substring(REFERENCE.length()));
            Path file = plugins.map(folder -> folder.resolve(named)).orElse(named);
            return Files.isRegularFile(file) ? Optional.of(file.toRealPath()) : Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.empty(); // no such file, as the caller will say
        }
    }
}
