// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands with real processes. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class CommandRunTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private static CommandRun.Outcome run(String text, Duration limit) {
        return new CommandRun(CommandRun.shell(text), Map.of("WORD", "seen"), limit).run();
    }

    /** The process that a file names; it may need a moment to write it. */
    private static Optional<ProcessHandle> named(Path file) throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()));
    }

    /** Where nobody collects orphans, as in a container, a dead one stays in the list of processes. */
    private static void assertDies(Path file) throws IOException {
        Path status = Path.of("/proc", Files.readString(file).strip(), "stat");
        long end = System.nanoTime() + 10_000_000_000L;
        while (isAlive(status)) {
            assertTrue(System.nanoTime() < end, "it still runs");
            Thread.onSpinWait();
        }
    }

    private static boolean isAlive(Path status) {
        try {
            String said = Files.readString(status);
            return said.charAt(said.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void statusAndOutputAreKept() {
        CommandRun.Outcome outcome = run("echo out $WORD; echo err >&2; exit 3", LONG);
        assertEquals(new CommandRun.Outcome.Ended(3, "out seen\nerr"), outcome);
        assertFalse(outcome.succeeded());
        assertTrue(run("true", LONG).succeeded());
    }

    @Test
    void ofMuchOutputTheEndIsKept() {
        String said = run("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done", LONG)
                .output();
        assertTrue(said.length() <= CommandRun.KEPT + 1, "kept " + said.length());
        assertTrue(said.endsWith("line 19999"), said.substring(said.length() - 30));
    }

    @Test
    void whatHangsIsKilledWithItsChildrenAndThoseThatLeftIt() throws Exception {
        Path child = folder.resolve("child");
        Path orphan = folder.resolve("orphan");
        String text = "sleep 600 & echo $! > " + child + "; (sh -c 'sleep 600 & echo $! > " + orphan
                + "') ; trap '' TERM; sleep 600";
        CommandRun.Outcome outcome = run(text, Duration.ofSeconds(2));
        assertInstanceOf(CommandRun.Outcome.TooLong.class, outcome);
        assertTrue(outcome.words().contains("did not end within 2 s"), outcome.words());
        assertDies(child);
        assertDies(orphan);
    }

    @Test
    void aChildThatKeepsTheOutputOpenDoesNotHoldUpTheEnd() throws IOException {
        Path child = folder.resolve("child");
        CommandRun.Outcome outcome = run("echo done; sleep 600 & echo $! > " + child, LONG);
        assertEquals(new CommandRun.Outcome.Ended(0, "done"), outcome);
        ProcessHandle left = named(child).orElseThrow();
        assertTrue(left.isAlive(), "what a command leaves behind in time goes on");
        left.destroyForcibly();
    }

    @Test
    void interruptedItKillsTheCommandAndStaysInterrupted() throws Exception {
        Path started = folder.resolve("started");
        CompletableFuture<CommandRun.Outcome> ended = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            CommandRun.Outcome outcome = run("echo $$ > " + started + "; sleep 600", LONG);
            interrupted.complete(Thread.currentThread().isInterrupted());
            ended.complete(outcome);
        });
        while (!Files.exists(started) || Files.size(started) == 0) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        assertInstanceOf(CommandRun.Outcome.Cancelled.class, ended.get(10, TimeUnit.SECONDS));
        assertTrue(interrupted.get(10, TimeUnit.SECONDS));
        assertDies(started);
    }

    @Test
    void whatCannotBeStartedSaysWhy() {
        CommandRun.Outcome outcome = new CommandRun(List.of("/no/such/command"), Map.of(), LONG).run();
        assertFalse(outcome.succeeded());
        assertTrue(outcome.output().contains("/no/such/command"), outcome.output());
    }
}
