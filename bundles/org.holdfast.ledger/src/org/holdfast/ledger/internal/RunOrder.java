// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.Id16;

/**
 * The file that lists the runs, oldest first: a first line, an id in hexadecimal on each further one, and a last line.
 * Replaced as a whole, so it is never half-written; only a failing disk damages it.
 */
record RunOrder(Path file) {
    private static final String FIRST = "holdfast chunk index 1";
    private static final String LAST = "end";

    /** The ids, none if the file was never written; empty if it does not read. */
    Optional<List<Id16>> read() throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2
                    || !lines.getFirst().equals(FIRST)
                    || !lines.getLast().equals(LAST)) {
                return Optional.empty();
            }
            List<String> ids = lines.subList(1, lines.size() - 1);
            return Optional.of(ids.stream().map(Id16::parse).toList());
        } catch (NoSuchFileException e) {
            return Optional.of(List.of());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Writes the list into another file, which then takes this one's place. */
    void write(List<Id16> ids, Path into) throws IOException {
        List<String> lines = new ArrayList<>(List.of(FIRST));
        ids.forEach(id -> lines.add(id.toString()));
        lines.add(LAST);
        try (FileChannel out = FileChannel.open(
                into, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(String.join("\n", lines));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }
}
