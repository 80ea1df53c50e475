// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Starts a node as a process of its own, from the installation that this command belongs to. */
public final class NodeProcess {
    private static final Duration POLL = Duration.ofMillis(50);

    private NodeProcess() {}

    /**
     * Starts the node of a folder in the background and waits until it can be asked.
     *
     * @throws HoldfastException HOME_IN_USE if one runs already; what the node says kept it from starting, such as
     *     PORT_IN_USE; NODE_UNREACHABLE with the end of its log if it does not come up and says nothing
     */
    public static Process start(Home home, Duration patience) throws InterruptedException {
        Process process = launch(home);
        await(home, process, patience);
        return process;
    }

    /** Starts the node without waiting. */
    public static Process launch(Home home) {
        refuseSecond(home);
        home.forgetStartFailure();
        Path log = home.path().resolve("log/node.out");
        try {
            Files.createDirectories(log.getParent());
            return new ProcessBuilder(command(home))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.INTERNAL, home.path().toString(), "The node cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Runs the node in the foreground; answers its exit status.
     *
     * @throws HoldfastException what the node says kept it from starting
     */
    static int run(Home home) throws InterruptedException {
        refuseSecond(home);
        home.forgetStartFailure();
        try {
            int status = new ProcessBuilder(command(home)).inheritIO().start().waitFor();
            home.startFailure().ifPresent(failure -> {
                throw failure;
            });
            return status;
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.INTERNAL, home.path().toString(), "The node cannot be started: " + e.getMessage(), e);
        }
    }

    /** Waits until a launched node answers. */
    public static void await(Home home, Process process, Duration patience) throws InterruptedException {
        for (Duration waited = Duration.ZERO; waited.compareTo(patience) < 0; waited = waited.plus(POLL)) {
            if (answers(home, process)) {
                return;
            }
            if (!process.isAlive()) {
                throw home.startFailure().orElseGet(() -> failed(home, "it ended with status " + process.exitValue()));
            }
            Thread.sleep(POLL);
        }
        throw failed(home, "it did not answer within " + patience.toSeconds() + " s");
    }

    private static boolean answers(Home home, Process process) {
        if (home.door().filter(door -> door.pid() == process.pid()).isEmpty()) {
            return false;
        }
        try {
            NodeClient.of(home).get("/v1/status", Map.of());
            return true;
        } catch (HoldfastException e) {
            return false; // its door is there, but it does not answer yet: asked again until the deadline
        }
    }

    private static void refuseSecond(Home home) {
        home.mustBeInitialised();
        home.door().ifPresent(door -> {
            throw new HoldfastException(
                    ErrorCode.HOME_IN_USE,
                    home.path().toString(),
                    "A node is running in " + home.path() + " already (process " + door.pid()
                            + "). 'holdfast stop' stops it.");
        });
    }

    private static List<String> command(Home home) {
        String installation = System.getProperty("holdfast.install");
        if (installation == null) {
            throw new HoldfastException(
                    ErrorCode.INTERNAL,
                    "holdfast.install",
                    "Start this command through bin/holdfast of an installation.");
        }
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        Path script = Path.of(installation, "bin", windows ? "holdfast-node.bat" : "holdfast-node");
        return List.of(script.toString(), home.path().toString());
    }

    private static HoldfastException failed(Home home, String why) {
        return new HoldfastException(
                ErrorCode.NODE_UNREACHABLE,
                home.path().toString(),
                "The node in " + home.path() + " did not start: " + why + ". The end of its log:\n" + tail(home));
    }

    private static String tail(Home home) {
        List<String> lines = new ArrayList<>();
        for (String name : List.of("node.out", "holdfast.log")) {
            Path file = home.path().resolve("log").resolve(name);
            try {
                List<String> all = Files.exists(file) ? Files.readAllLines(file) : List.of();
                all.subList(Math.max(0, all.size() - 8), all.size())
                        .forEach(line -> lines.add(Terminal.line(line.replace("\t", "    "))));
            } catch (IOException e) {
                lines.add("(" + file + " cannot be read: " + e.getMessage() + ")");
            }
        }
        return String.join("\n", lines);
    }
}
