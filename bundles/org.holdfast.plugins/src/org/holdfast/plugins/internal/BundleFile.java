// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * The file that a framework runs a bundle from. Only for bundles installed by reference ({@code reference:file:…}) that
 * file is the one the location names; of any other the framework keeps a copy of its own, which nobody could check.
 */
final class BundleFile {
    private static final String INITIAL = "initial@";
    private static final String REFERENCE = "reference:file:";

    private BundleFile() {}

    /** The location under which a jar is installed, so that {@link #of} finds it again. */
    static String location(Path jar) {
        return REFERENCE + jar.toAbsolutePath();
    }

    /** Its real path; empty if it is not installed by reference, is not a file, or is gone. */
    static Optional<Path> of(Bundle bundle, Optional<Path> install) {
        String location = bundle.getLocation();
        // Equinox marks what osgi.bundles lists, and names it relative to the installation.
        String plain = location.startsWith(INITIAL) ? location.substring(INITIAL.length()) : location;
        if (!plain.startsWith(REFERENCE)) {
            return Optional.empty();
        }
        String path = plain.substring(REFERENCE.length());
        return real(path, install).or(() -> real(decoded(path), install));
    }

    private static Optional<Path> real(String path, Optional<Path> install) {
        try {
            Path named = Path.of(path);
            Path file = install.map(root -> root.resolve(named)).orElse(named);
            return Files.isRegularFile(file) ? Optional.of(file.toRealPath()) : Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.empty(); // no such file, as the caller will say
        }
    }

    private static String decoded(String path) {
        try {
            return Path.of(URI.create("file:" + path)).toString();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return path;
        }
    }
}
