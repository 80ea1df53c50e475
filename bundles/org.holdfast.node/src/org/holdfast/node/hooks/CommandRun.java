// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.hooks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs one command with a time limit and keeps the end of what it says. When time is up it is killed with all its
 * children: on systems with {@code setsid} it has a session of its own, whose whole group is killed; elsewhere those
 * children are that the system still knows as such. What a command that ended in time left behind goes on.
 */
public final class CommandRun {
    /** So much of the output is kept, in bytes; the end, since errors stand there. */
    public static final int KEPT = 4_096;

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Duration REAPED = Duration.ofSeconds(5);
    private static final Duration DRAINED = Duration.ofSeconds(2);
    private static final int KILLS = 3;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Duration limit;

    /** How it ended, with what it said last. */
    public sealed interface Outcome {
        String output();

        /** By itself. */
        record Ended(int status, String output) implements Outcome {}

        /** It was killed when its time was up. */
        record TooLong(Duration limit, String output) implements Outcome {}

        /** It was killed since this thread was interrupted. */
        record Cancelled(String output) implements Outcome {}

        /** It could not be begun; the output says why. */
        record NotBegun(String output) implements Outcome {}

        /** For people, without the output. */
        default String words() {
            return switch (this) {
                case Ended(int status, String output) ->
                    status == 0 ? "succeeded" : "failed with exit status " + status;
                case TooLong(Duration limit, String output) ->
                    "did not end within " + limit.toSeconds() + " s and was killed with its children";
                case Cancelled(String output) -> "was killed as the backup was cancelled";
                case NotBegun(String output) -> "could not be started";
            };
        }

        default boolean succeeded() {
            return this instanceof Ended(int status, String output) && status == 0;
        }
    }

    public CommandRun(List<String> command, Map<String, String> environment, Duration limit) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.limit = limit;
    }

    /** The shell's command for a text that a person wrote. */
    public static List<String> shell(String text) {
        boolean windows = java.io.File.separatorChar == '\\';
        return windows ? List.of("cmd.exe", "/c", text) : List.of("/bin/sh", "-c", text);
    }

    /** Runs it to its end. Interrupted, it kills the command, and leaves this thread interrupted. */
    public Outcome run() {
        boolean session = Files.isExecutable(SETSID);
        List<String> whole = new ArrayList<>(session ? List.of(SETSID.toString()) : List.of());
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            Tail tail = new Tail(process.getInputStream());
            return await(process, tail, session);
        } catch (IOException e) {
            return new Outcome.NotBegun(String.valueOf(e.getMessage()));
        }
    }

    private Outcome await(Process process, Tail tail, boolean session) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Outcome.Ended(process.exitValue(), tail.text());
            }
            kill(process, session);
            return new Outcome.TooLong(limit, tail.text());
        } catch (InterruptedException e) {
            kill(process, session);
            Thread.currentThread().interrupt();
            return new Outcome.Cancelled(tail.soFar());
        }
    }

    /** Again and again, as a child may have begun another one meanwhile. */
    private static void kill(Process process, boolean session) {
        for (int i = 0; i < KILLS; i++) {
            List<ProcessHandle> all = process.descendants().toList();
            if (session) {
                killGroup(process.pid());
            }
            process.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** The group of a session's leader has its number. */
    private static void killGroup(long leader) {
        try {
            Process killer = new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- -" + leader)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            killer.onExit().orTimeout(REAPED.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (IOException | java.util.concurrent.CompletionException e) {
            // There is no shell, or it hangs: the children that are known are killed one by one.
            org.slf4j.LoggerFactory.getLogger(CommandRun.class)
                    .warn("The group of a command cannot be killed: {}", e.toString());
        }
    }

    /** Reads what a command says, as a child that goes on may hold its output open. */
    private static final class Tail {
        private final byte[] kept = new byte[KEPT];
        private long count; // of all bytes, guarded by this
        private final Thread reader;

        Tail(InputStream output) {
            reader = Thread.ofVirtual().name("hook output").start(() -> read(output));
        }

        private void read(InputStream output) {
            byte[] piece = new byte[1024];
            try (output) {
                for (int read = output.read(piece); read >= 0; read = output.read(piece)) {
                    add(piece, read);
                }
            } catch (IOException e) {
                add("…".getBytes(StandardCharsets.UTF_8), 3); // the rest of what it said is lost, the outcome is not
            }
        }

        private synchronized void add(byte[] piece, int length) {
            for (int i = 0; i < length; i++) {
                kept[(int) (count++ % KEPT)] = piece[i];
            }
        }

        String text() throws InterruptedException {
            reader.join(DRAINED);
            return soFar();
        }

        synchronized String soFar() {
            int length = (int) Math.min(count, KEPT);
            byte[] last = new byte[length];
            for (int i = 0; i < length; i++) {
                last[i] = kept[(int) ((count - length + i) % KEPT)];
            }
            return (count > KEPT ? "…" : "") + new String(last, StandardCharsets.UTF_8).strip();
        }
    }
}
