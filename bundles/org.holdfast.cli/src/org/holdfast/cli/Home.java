// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** A node's data folder, seen from outside. */
public record Home(Path path) {
    /** When a process started is only known as exactly as the clock was right when the machine did. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    /** Where a running node can be asked. */
    public record Door(int port, long pid, String token) {}

    static Path usual() {
        String named = System.getenv("HOLDFAST_HOME");
        return named == null ? Path.of(System.getProperty("user.home"), ".holdfast") : Path.of(named);
    }

    /** Whether {@code holdfast init} was here. */
    public boolean isInitialised() {
        return Files.isDirectory(path.resolve("identity"));
    }

    /** @throws HoldfastException HOME_MISSING */
    public void mustBeInitialised() {
        if (!isInitialised()) {
            throw new HoldfastException(
                    ErrorCode.HOME_MISSING,
                    path.toString(),
                    "There is no node in " + path
                            + ". 'holdfast init' makes one; --home or HOLDFAST_HOME names another folder.");
        }
    }

    /** Why the last start failed, as the node left it; empty if it did not, or was not told. */
    public Optional<HoldfastException> startFailure() {
        Path file = startFailureFile();
        try {
            String[] parts = Files.readString(file).split("\n", 3);
            return Optional.of(new HoldfastException(ErrorCode.valueOf(parts[0]), parts[1], parts[2].strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new HoldfastException(
                    ErrorCode.NODE_UNREACHABLE,
                    path.toString(),
                    "The node in " + path + " did not start, and " + file + ", which says why, cannot be read.",
                    e);
        }
    }

    /** Forgets it, before the next start. */
    void forgetStartFailure() {
        try {
            Files.deleteIfExists(startFailureFile());
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, path.toString(), "Cannot delete " + startFailureFile() + ".", e);
        }
    }

    private Path startFailureFile() {
        return path.resolve("run/start-failure");
    }

    /** After a power cut the number of a dead node may be another process's. */
    private static boolean startedAfter(ProcessHandle process, Instant written) {
        return process.info()
                .startInstant()
                .filter(start -> start.isAfter(written.plus(CLOCKS_DIFFER)))
                .isPresent();
    }

    /** The running node's door; empty when none runs. A file left behind by a dead node does not count. */
    public Optional<Door> door() {
        try {
            Path file = path.resolve("run/control");
            String[] control = Files.readString(file).strip().split(" ");
            long pid = Long.parseLong(control[1]);
            Instant written = Files.getLastModifiedTime(file).toInstant();
            boolean alive = ProcessHandle.of(pid)
                    .filter(process -> process.isAlive() && !startedAfter(process, written))
                    .isPresent();
            String token = Files.readString(path.resolve("run/token")).strip();
            return alive ? Optional.of(new Door(Integer.parseInt(control[0]), pid, token)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new HoldfastException(
                    ErrorCode.NODE_UNREACHABLE,
                    path.toString(),
                    "The files in " + path.resolve("run") + " cannot be read (" + e.getMessage()
                            + "). Are you the user who started the node?",
                    e);
        }
    }
}
