// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdfast.model.Bytes;

/**
 * docs/vectors/broker.json. {@link #main} writes it; a vector that changes is another protocol.
 */
final class Vectors {
    private static final Path FILE = Path.of("../../docs/vectors/broker.json");
    private static final Pattern VECTOR = Pattern.compile("\"message\": \"([^\"]*)\",\\s*\"bytes\": \"([0-9a-f]*)\"");

    private Vectors() {}

    static byte[] read(String message) {
        try {
            return VECTOR.matcher(Files.readString(FILE))
                    .results()
                    .filter(found -> found.group(1).equals(message))
                    .map(found -> HexFormat.of().parseHex(found.group(2)))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers by the names of their vectors. */
    static Map<String, Answer> answers() {
        Map<String, Answer> answers = new LinkedHashMap<>();
        answers.put("answer: taken, nobody else", new Answer(Reception.TAKEN, 1, List.of()));
        answers.put(
                "answer: taken, two others",
                new Answer(
                        Reception.TAKEN,
                        3,
                        List.of(
                                Bytes.of(Adverts.of(2, Adverts.NOW).bytes()),
                                Bytes.of(Adverts.of(3, Adverts.NOW).bytes()))));
        for (Reception each : Reception.values()) {
            if (each != Reception.TAKEN) {
                answers.put("answer: " + each, new Answer(each, 0x01020304, List.of()));
            }
        }
        return answers;
    }

    private static byte[] question(int wanted, byte[] advert) {
        return ByteBuffer.allocate(28 + advert.length)
                .put("HFBQ".getBytes(StandardCharsets.US_ASCII))
                .putInt(1 << 16)
                .put(Adverts.GROUP.bytes())
                .putShort((short) wanted)
                .putShort((short) advert.length)
                .put(advert)
                .array();
    }

    /** The generator; never called by a test. */
    public static void main(String[] arguments) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("question without advert", question(64, new byte[0]));
        all.put("question with advert", question(16, Adverts.of(1, Adverts.NOW).bytes()));
        answers().forEach((name, answer) -> all.put(name, answer.bytes()));
        Files.writeString(FILE, """
            {
              "id": "broker",
              "about": "docs/protocol-discovery.md, what a node and a broker say to each other in the group %s",
              "vectors": [
            %s
              ]
            }
            """.formatted(
                        org.holdfast.format.identity.JoinCode.group(Adverts.OURS),
                        all.entrySet().stream()
                                .map(each -> "    {\n      \"message\": \"" + each.getKey() + "\",\n      \"bytes\": \""
                                        + HexFormat.of().formatHex(each.getValue()) + "\"\n    }")
                                .collect(Collectors.joining(",\n"))));
    }
}
