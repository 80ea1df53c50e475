// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Files to back up. */
final class Data {
    private Data() {}

    /** A file that does not compress, the same for the same seed. */
    static Path random(Path file, int bytes, long seed) {
        byte[] content = new byte[bytes];
        new SplittableRandom(seed).nextBytes(content);
        return write(file, content);
    }

    static Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Turns one bit. */
    static void damage(Path file, long position) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(position);
            int old = open.read();
            open.seek(position);
            open.write(old ^ 1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Where a restore of {@code source} below {@code to} puts it. */
    static Path restored(Path to, Path source) {
        return Path.of(to + source.toString());
    }
}
