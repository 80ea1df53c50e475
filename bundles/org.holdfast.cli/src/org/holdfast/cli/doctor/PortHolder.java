// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who listens at a TCP port, as Linux tells it: /proc/net/tcp has the socket's number, and who has it open is found among
 * the processes that this user may look at. Elsewhere nobody is found.
 */
final class PortHolder {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENS = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortHolder() {}

    /** Such as {@code process 4711 (java)}; without the number of a process that this user may not look at. */
    static List<String> of(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            sockets.addAll(listening(lines(PROC.resolve(table)), port));
        }
        if (sockets.isEmpty()) {
            return List.of();
        }
        List<String> holders = holders(sockets);
        return holders.isEmpty() ? List.of("a process of another user") : holders;
    }

    /** The inodes of sockets in a table of /proc/net that listen at a port. */
    static List<String> listening(List<String> table, int port) {
        String wanted = String.format(":%04X", port);
        return table.stream()
                .map(line -> line.strip().split(" +"))
                .filter(cells -> cells.length > INODE && cells[LOCAL].endsWith(wanted) && cells[STATE].equals(LISTENS))
                .map(cells -> cells[INODE])
                .toList();
    }

    private static List<String> holders(Set<String> sockets) {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (hasOpen(process, sockets)) {
                    found.add("process " + process.getFileName() + called(process));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of(); // this system does not say it
        }
        return found;
    }

    private static boolean hasOpen(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path each : open) {
                String target = target(each).orElse("");
                if (target.startsWith("socket:[") && sockets.contains(target.substring(8, target.length() - 1))) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return false; // another user's, or it has just ended
        }
        return false;
    }

    private static Optional<String> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return Optional.empty(); // closed meanwhile
        }
    }

    private static String called(Path process) {
        List<String> name = lines(process.resolve("comm"));
        return name.isEmpty() ? "" : " (" + name.getFirst() + ")";
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of(); // it says nothing to this user
        }
    }
}
