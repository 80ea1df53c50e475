// SPDX-License-Identifier: EPL-2.0
package org.holdfast.architecture;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The working copy whose rules are checked: its bundles and its source files. */
final class Repository {
    static final Path ROOT = Path.of(System.getProperty("holdfast.root", "../.."))
            .toAbsolutePath()
            .normalize();

    private static final Set<String> NOT_SOURCE = Set.of("target", ".git", "dist", ".build");

    private Repository() {}

    /** The folders of all bundles, sorted by name. */
    static List<Path> bundles() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT.resolve("bundles"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("META-INF/MANIFEST.MF")))
                    .sorted()
                    .toList();
        }
    }

    /** Java files of production code, when {@code folder} is {@code src}; of unit tests, when it is {@code src_test}. */
    static List<Path> java(String folder) throws IOException {
        return files().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> file.startsWith(ROOT.resolve("bundles")))
                .filter(file -> ROOT.relativize(file).getName(2).toString().equals(folder))
                .toList();
    }

    /** Java files of all tests: beside the bundles' code and in {@code tests}. */
    static List<Path> testJava() throws IOException {
        List<Path> inTests = files().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> file.startsWith(ROOT.resolve("tests")))
                .toList();
        return Stream.concat(java("src_test").stream(), inTests.stream()).toList();
    }

    /** Every file that is not made by the build, sorted. Where the build or git work, files may vanish under the walk. */
    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isSource(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean wanted = isSource(file) && !generated(file.getFileName().toString());
                if (wanted && Files.isRegularFile(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files.stream().sorted().toList();
    }

    private static boolean isSource(Path path) {
        return path.equals(ROOT) || !NOT_SOURCE.contains(path.getFileName().toString());
    }

    /** Tycho leaves the poms that it makes up beside the sources. */
    private static boolean generated(String name) {
        return name.startsWith(".polyglot") || name.startsWith(".tycho-consumer");
    }

    static String shown(Path file) {
        return ROOT.relativize(file).toString();
    }
}
