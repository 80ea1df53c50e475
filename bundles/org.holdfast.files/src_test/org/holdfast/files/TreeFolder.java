// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary folder that is removed however deep and nasty it has become, which JUnit's own cannot do. */
public final class TreeFolder implements AutoCloseable {
    private final Path path;

    public TreeFolder() {
        try {
            path = Files.createTempDirectory("holdfast-files-").toRealPath();
            // Tests that give up root's rights must be able to get here.
            Native.chmod(path, 0755);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** An entry whose name is any bytes: a path made from text has only those of a character set. */
    public static Path at(Path directory, byte[] name) {
        StringBuilder uri = new StringBuilder("file://");
        for (byte b : PathText.bytes(directory).toArray()) {
            append(uri, b, b == '/');
        }
        uri.append('/');
        for (byte b : name) {
            append(uri, b, false);
        }
        return Path.of(URI.create(uri.toString()));
    }

    private static void append(StringBuilder uri, byte b, boolean plain) {
        uri.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
    }

    @Override
    public void close() {
        if (Native.USER != 0) {
            run("chmod", "-R", "u+rwX", "--", path.toString());
        }
        run("rm", "-rf", "--", path.toString());
    }

    private static void run(String... command) {
        try {
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
