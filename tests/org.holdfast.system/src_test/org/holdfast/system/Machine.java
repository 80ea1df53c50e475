// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One node, known by its home: what a person at that machine can do. Closing it ends its process. */
final class Machine implements AutoCloseable {
    private final Path home;
    private final Map<Long, ProcessHandle> seen = new ConcurrentHashMap<>();

    Machine(Path home) {
        this.home = home;
    }

    Path home() {
        return home;
    }

    /** {@code holdfast ARGUMENTS --home … --json}. */
    Outcome holdfast(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.toString(), "--json"));
        return Installation.holdfast(all.toArray(String[]::new));
    }

    /** Its control API, if a node answers there. */
    Optional<Control> control() {
        return Control.of(home);
    }

    JsonObject status() {
        return holdfast("status").ok().last();
    }

    /** Starts the node, and returns when it answers. */
    void start() {
        launch();
        awaitAnswer();
    }

    /** Starts the node without waiting. */
    Process launch() {
        try {
            Path output = Files.createDirectories(home.resolve("log")).resolve("node.out");
            Process process = new ProcessBuilder(Installation.program("holdfast-node"), home.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            seen.put(process.pid(), process.toHandle());
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitAnswer() {
        Await.until("node in " + home + " answers", () -> control().isPresent(), this::log);
    }

    /** {@code kill -9}; does nothing if no node runs. */
    void kill() {
        process().ifPresent(seen -> {
            seen.destroyForcibly();
            await(seen);
        });
    }

    private static void await(ProcessHandle process) {
        try {
            process.onExit().get(Await.LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("process " + process.pid() + " does not end", e);
        }
    }

    /** The process that {@code run/control} names, as long as it is one of this home. */
    Optional<ProcessHandle> process() {
        Optional<ProcessHandle> started =
                seen.values().stream().filter(ProcessHandle::isAlive).findAny();
        return started.isPresent()
                ? started
                : Control.pid(home).flatMap(ProcessHandle::of).filter(this::isOurs);
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info().arguments().stream()
                .flatMap(Arrays::stream)
                .anyMatch(argument -> argument.equals("-Dholdfast.home=" + home));
    }

    /** Sets a setting while no node runs. */
    void configure(String key, String value) {
        Path file = home.resolve("etc/org.holdfast.node.cfg");
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            lines.removeIf(line -> line.startsWith(key + " ="));
            lines.add(key + " = " + value);
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String setting(String key) {
        try {
            return Files.readAllLines(home.resolve("etc/org.holdfast.node.cfg")).stream()
                    .filter(line -> line.startsWith(key + " ="))
                    .map(line -> line.substring(line.indexOf('=') + 1).strip())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String log() {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("node.out", "node.log")) {
            Path file = home.resolve("log").resolve(name);
            try {
                text.append(Files.exists(file) ? "\n" + name + ":\n" + Files.readString(file) : "");
            } catch (IOException e) {
                text.append(e);
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        kill();
    }
}
