// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.schedule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.holdfast.node.clock.NodeClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether somebody works at this machine. On Linux with systemd its login manager knows: it counts the input of terminals
 * and hears of desktops when they go idle. Where there is none, nobody knows, and nobody is slowed down for. What was
 * heard counts for half a minute. Thread-safe.
 */
public final class UserActivity {
    private static final Logger LOG = LoggerFactory.getLogger(UserActivity.class);
    private static final Path SESSIONS = Path.of("/run/systemd/sessions");
    private static final List<String> LOGIND = List.of("loginctl", "show-session", "--property=IdleHint");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LONGEST = 4096;
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final NodeClock clock;
    private final List<String> command;
    private final Path sessions;
    private State heard = State.UNKNOWN; // guarded by this
    private long heardAt; // stop-watch; guarded by this
    private boolean asked; // guarded by this

    /** What is known. */
    public enum State {
        ACTIVE,
        IDLE,
        UNKNOWN
    }

    /**
     * @param command prints {@code IdleHint=yes} or {@code no}
     * @param sessions a folder that is there while the login manager is; without it nothing is run
     */
    UserActivity(NodeClock clock, List<String> command, Path sessions) {
        this.clock = clock;
        this.command = List.copyOf(command);
        this.sessions = sessions;
    }

    /** Of this machine. */
    public static UserActivity ofThisMachine(NodeClock clock) {
        return new UserActivity(clock, LOGIND, SESSIONS);
    }

    public synchronized State state() {
        if (!asked || Duration.ofNanos(clock.nanos() - heardAt).compareTo(FRESH) > 0) {
            heard = Files.isDirectory(sessions) ? ask() : State.UNKNOWN;
            heardAt = clock.nanos();
            asked = true;
        }
        return heard;
    }

    private State ask() {
        try {
            Process asked = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            try {
                return asked.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) ? answer(asked) : State.UNKNOWN;
            } finally {
                asked.destroyForcibly();
            }
        } catch (IOException e) {
            LOG.debug("Whether somebody is active cannot be found out: {}", e.getMessage());
            return State.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return State.UNKNOWN;
        }
    }

    private static State answer(Process asked) throws IOException {
        String text = new String(asked.getInputStream().readNBytes(LONGEST), StandardCharsets.UTF_8);
        List<String> lines = text.lines().map(String::strip).toList();
        if (lines.contains("IdleHint=no")) {
            return State.ACTIVE;
        }
        return lines.contains("IdleHint=yes") ? State.IDLE : State.UNKNOWN;
    }
}
