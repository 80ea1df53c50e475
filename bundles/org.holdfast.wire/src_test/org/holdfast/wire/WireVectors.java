// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * docs/vectors/wire-FAMILY.json: every message of {@link Samples} as a frame in hexadecimal. {@link #main} writes them
 * again, which is right only for new messages: a vector that changes is another protocol.
 */
final class WireVectors {
    /** By the high byte of their types. */
    private static final Map<Integer, String> NUMBERS = new TreeMap<>(Map.ofEntries(
            entry(0, "link"),
            entry(1, "member"),
            entry(2, "negotiation"),
            entry(3, "put"),
            entry(4, "read"),
            entry(5, "head"),
            entry(6, "observation"),
            entry(7, "audit"),
            entry(8, "release"),
            entry(9, "health"),
            entry(10, "move")));

    static final List<String> FAMILIES = List.copyOf(NUMBERS.values());
    private static final Pattern VECTOR =
            Pattern.compile("\"message\": \"([^\"]*)\",\\s*\"stream\": \"([0-9]+)\",\\s*\"frame\": \"([0-9a-f]*)\"");

    private WireVectors() {}

    /** Frames by the name of their message. */
    static Map<String, byte[]> read(String family) throws IOException {
        Map<String, byte[]> frames = new LinkedHashMap<>();
        VECTOR.matcher(Files.readString(file(family)))
                .results()
                .forEach(found -> frames.put(found.group(1), HexFormat.of().parseHex(found.group(3))));
        return frames;
    }

    /** Which family a message belongs to: the high byte of its type. */
    static String family(Message message) {
        return Optional.ofNullable(NUMBERS.get(MessageType.of(message).number() >> 8))
                .orElseThrow();
    }

    private static Path file(String family) {
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("docs/vectors"))) {
                return at.resolve("docs/vectors/wire-" + family + ".json");
            }
        }
        throw new IllegalStateException("no docs/vectors above " + start);
    }

    /** The generator; never called by a test. */
    public static void main(String[] arguments) throws IOException {
        for (String family : FAMILIES) {
            String vectors = Samples.all().entrySet().stream()
                    .filter(each -> family(each.getValue().message()).equals(family))
                    .map(each -> text(each.getKey(), each.getValue()))
                    .collect(Collectors.joining(",\n"));
            Files.writeString(file(family), """
                {
                  "id": "wire-%s",
                  "about": "docs/protocol.md, frames without their length; keys are Ed25519 seeds of one repeated byte: \
                Alice root 01 device 02, Bob root 03 device 04, admin 05",
                  "vectors": [
                %s
                  ]
                }
                """.formatted(family, vectors));
        }
    }

    private static String text(String name, Envelope envelope) {
        String frame = HexFormat.of().formatHex(Frames.encode(envelope));
        return String.format(
                Locale.ROOT,
                "    {\n      \"message\": \"%s\",\n      \"stream\": \"%d\",\n      \"frame\": \"%s\"\n    }",
                name,
                envelope.stream(),
                frame);
    }
}
