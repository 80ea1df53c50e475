// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A confederation of real nodes, made by the product as it was built; the console has node 1 open as its second node. */
final class RealLab implements AutoCloseable {
    static final Path FOLDER = Path.of(System.getProperty("holdfast.nodes"), "lab");
    private static final Path PROGRAM = Path.of(System.getProperty("holdfast.dist"), "bin", "holdfast");

    private RealLab() {}

    static RealLab up(int nodes, String code) throws IOException {
        Desk.delete(FOLDER);
        Files.createDirectories(FOLDER.getParent());
        RealLab lab = new RealLab();
        lab.lab("up", "--nodes", String.valueOf(nodes), "--code", code);
        return lab;
    }

    Path owner() {
        return FOLDER.resolve("node1");
    }

    /** {@code holdfast lab ARGUMENTS}. */
    String lab(String... arguments) {
        List<String> all = new ArrayList<>(List.of("lab"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--dir", FOLDER.toString()));
        return run(all);
    }

    /** {@code holdfast ARGUMENTS} for the owner's node. */
    String owner(String... arguments) {
        return node(1, arguments);
    }

    /** {@code holdfast ARGUMENTS} for any of its nodes. @param number from 1 */
    static String node(int number, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", FOLDER.resolve("node" + number).toString()));
        return run(all);
    }

    private static String run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new AssertionError(command + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        lab("down");
    }
}
