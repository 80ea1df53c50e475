// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** A node's data folder, seen from outside. */
public record Home(Path path) {
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
    Optional<HoldfastException> startFailure() {
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

    /** The running node's door; empty when none runs. A file left behind by a dead node does not count. */
    public Optional<Door> door() {
        try {
            String[] control =
                    Files.readString(path.resolve("run/control")).strip().split(" ");
            long pid = Long.parseLong(control[1]);
            boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
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
