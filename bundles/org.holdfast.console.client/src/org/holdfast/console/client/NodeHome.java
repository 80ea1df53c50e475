// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.holdfast.console.client.ControlException.Kind;

/** A node's data folder, seen from outside: where its node can be asked. Reads two small files, each time anew. */
public record NodeHome(Path path) implements NodePlace {
    /** When a process started is only known as exactly as the clock was right when the machine did. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    public NodeHome {
        path = path.toAbsolutePath().normalize();
    }

    /**
     * Where a running node can be asked.
     *
     * @param pid of its process; another one after a restart
     */
    public record Door(int port, long pid, String token) {
        /** Without the token, which is a secret. */
        @Override
        public String toString() {
            return "port " + port + ", process " + pid;
        }
    }

    /** {@code $HOLDFAST_HOME}, else {@code ~/.holdfast}: what the command takes, too. */
    public static NodeHome usual() {
        String named = System.getenv("HOLDFAST_HOME");
        return new NodeHome(
                named == null || named.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".holdfast")
                        : Path.of(named));
    }

    @Override
    public String shown() {
        return path.toString();
    }

    @Override
    public String brief() {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** Whether {@code holdfast init} was here. */
    public boolean isInitialised() {
        return Files.isDirectory(path.resolve("identity"));
    }

    /** @throws ControlException NO_NODE, STOPPED, or REFUSED if the files belong to another user */
    public Door door() {
        try {
            Path file = path.resolve("run/control");
            String[] control = Files.readString(file).strip().split(" ");
            Door door = new Door(
                    Integer.parseInt(control[0]),
                    Long.parseLong(control[1]),
                    Files.readString(path.resolve("run/token")).strip());
            if (isAlive(door.pid(), Files.getLastModifiedTime(file).toInstant())) {
                return door;
            }
        } catch (NoSuchFileException e) {
            // the usual sign of a node that is stopped
        } catch (AccessDeniedException e) {
            throw new ControlException(
                    Kind.REFUSED, "NODE_UNREACHABLE", "This user may not read " + e.getFile() + ".", e);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new ControlException(
                    Kind.SILENT,
                    "NODE_UNREACHABLE",
                    "The files in " + path.resolve("run") + " cannot be read: " + e.getMessage(),
                    e);
        }
        throw isInitialised()
                ? new ControlException(Kind.STOPPED, "NODE_NOT_RUNNING", "No node is running in " + path + ".", null)
                : new ControlException(Kind.NO_NODE, "HOME_MISSING", "There is no node in " + path + ".", null);
    }

    /** After a power cut the number of a dead node may be another process's. */
    private static boolean isAlive(long pid, Instant written) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .filter(start -> start.isAfter(written.plus(CLOCKS_DIFFER)))
                        .isEmpty())
                .isPresent();
    }
}
