// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The program that is tested: the product as the reactor assembled it, or the one that {@code holdfast.dist} names. */
final class Installation {
    static final Path ROOT = Path.of(System.getProperty("holdfast.root", "../.."))
            .toAbsolutePath()
            .normalize();

    static final Path FOLDER = Path.of(System.getProperty(
                    "holdfast.dist",
                    ROOT.resolve("product/target/products/org.holdfast.product/linux/gtk/x86_64/holdfast")
                            .toString()))
            .toAbsolutePath();

    private Installation() {}

    static String program(String name) {
        return FOLDER.resolve("bin").resolve(name).toString();
    }

    /** Runs {@code holdfast ARGUMENTS}. */
    static Outcome holdfast(String... arguments) {
        return holdfast(Map.of(), arguments);
    }

    static Outcome holdfast(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program("holdfast")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return Outcome.of(builder);
    }

    /** The product's bundles, as files of a class path. */
    static List<Path> bundles() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("plugins"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("No product in " + FOLDER + "; './build package' makes one", e);
        }
    }
}
