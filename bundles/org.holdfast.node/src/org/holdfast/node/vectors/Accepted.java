// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.vectors;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.disk.Durable;

/**
 * Vectors of foreign formats as they were accepted first: {@code <home>/vectors/<role>-<number>-<id>.json}, the bundle's
 * text byte for byte. Written once, durably, and never changed. Thread-safe.
 */
final class Accepted {
    private static final Pattern NAME =
            Pattern.compile("(coding|crypto|compression|audit)-([0-9]{1,5})-([a-z0-9][a-z0-9.-]{0,63})\\.json");

    private final Path folder;

    Accepted(Path folder) {
        this.folder = folder;
    }

    /** Formats of a role whose vectors are here. */
    synchronized List<FormatId> formats(String role) {
        List<FormatId> formats = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, role + "-*.json")) {
                for (Path file : files) {
                    Matcher name = NAME.matcher(file.getFileName().toString());
                    if (name.matches() && Integer.parseInt(name.group(2)) <= 0xFFFF) {
                        formats.add(new FormatId(Integer.parseInt(name.group(2)), name.group(3)));
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                throw failed("read", folder, e);
            }
        }
        return formats;
    }

    synchronized Optional<byte[]> read(String role, FormatId format) {
        Path file = file(role, format);
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    synchronized void add(String role, FormatId format, byte[] text) {
        Path file = file(role, format);
        if (Files.exists(file)) {
            return;
        }
        try {
            Durable.write(file, text);
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    private Path file(String role, FormatId format) {
        return folder.resolve(role + "-" + format.number() + "-" + format.name() + ".json");
    }

    private static HoldfastException failed(String what, Path path, Exception cause) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED,
                path.toString(),
                "Cannot " + what + " " + path + ": " + cause + ". Check the disk and who may use this folder",
                cause);
    }
}
