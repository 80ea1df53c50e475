// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A small tree of files that changes a little from backup to backup, by chance. */
final class ChangingTree {
    private static final int FILES = 40;
    private static final int LONGEST = 120_000;
    private static final int LARGE = 3 << 20;

    private final Path root;
    private final Random random;
    private int added;

    ChangingTree(Path root, Random random) {
        this.root = root;
        this.random = random;
        for (int i = 0; i < FILES; i++) {
            add();
        }
    }

    /** Changes three files, adds one, deletes one, and writes a large one anew. */
    void change() {
        List<Path> files = files();
        for (int i = 0; i < 3; i++) {
            write(files.get(random.nextInt(files.size())), random.nextInt(LONGEST));
        }
        delete(files.get(random.nextInt(files.size())));
        add();
        write(root.resolve("large"), 1 + random.nextInt(LARGE));
    }

    private void add() {
        write(root.resolve("folder-" + added % 5).resolve("file-" + added), random.nextInt(LONGEST));
        added++;
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path file, int length) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Trees.bytes(random, length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
