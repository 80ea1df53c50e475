// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdfast.format.Mac;

/**
 * Golden vectors: docs/vectors/NAME.json holds {@code {"id": …, "about": …, "vectors": [ … ]}}, each vector a flat object
 * of strings. (The test kit has the same, but depends on this bundle.)
 */
public final class Golden {
    private static final Pattern VECTOR = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern FIELD = Pattern.compile("\"([^\"]*)\"\\s*:\\s*\"([^\"]*)\"");

    /** How {@link #data} is made, for the vector files. */
    public static final String RULE = "data(s) is SHA-256(ASCII holdfast/vectors, s as u32, c as u32) for c = 0, 1, 2"
            + " and so on, big-endian, cut to length";

    private Golden() {}

    private static Path file(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("docs/vectors"))) {
                return at.resolve("docs/vectors").resolve(name + ".json");
            }
        }
        throw new IllegalStateException("there is no docs/vectors above the working directory");
    }

    public static List<Map<String, String>> read(String name) throws IOException {
        String text = Files.readString(file(name));
        return VECTOR.matcher(text.substring(text.indexOf('[')))
                .results()
                .map(object -> fields(object.group(1)))
                .toList();
    }

    private static Map<String, String> fields(String object) {
        Map<String, String> fields = new LinkedHashMap<>();
        FIELD.matcher(object).results().forEach(field -> fields.put(field.group(1), field.group(2)));
        return fields;
    }

    public static void write(String name, String about, List<Map<String, String>> vectors) throws IOException {
        String list = vectors.stream()
                .map(vector -> vector.entrySet().stream()
                        .map(field -> "      \"" + field.getKey() + "\": \"" + field.getValue() + "\"")
                        .collect(Collectors.joining(",\n", "    {\n", "\n    }")))
                .collect(Collectors.joining(",\n"));
        Files.writeString(
                file(name),
                "{\n  \"id\": \"" + name + "\",\n  \"about\": \"" + about + "\",\n  \"vectors\": [\n" + list
                        + "\n  ]\n}\n");
    }

    /** Bytes that anybody can make again: {@link #RULE}. */
    public static byte[] data(int s, int length) {
        ByteBuffer out = ByteBuffer.allocate(length);
        for (int c = 0; out.hasRemaining(); c++) {
            byte[] block = Mac.sha256(
                            "holdfast/vectors".getBytes(US_ASCII),
                            ByteBuffer.allocate(8).putInt(s).putInt(c).array())
                    .bytes();
            out.put(block, 0, Math.min(block.length, out.remaining()));
        }
        return out.array();
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
