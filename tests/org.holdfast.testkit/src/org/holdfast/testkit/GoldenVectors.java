// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdfast.format.vectors.AuditVectors;
import org.holdfast.format.vectors.CipherVectors;
import org.holdfast.format.vectors.CodeVectors;
import org.holdfast.format.vectors.CompressorVectors;
import org.holdfast.format.vectors.Finding;
import org.holdfast.format.vectors.Vector;
import org.holdfast.format.vectors.VectorCheck;
import org.holdfast.format.vectors.VectorFile;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.compression.Compressor;
import org.holdfast.spi.crypto.CipherSuite;

/**
 * Reads and writes the files of docs/vectors: {@code {"id": …, "about": …, "vectors": [ … ]}}, where each vector is a
 * flat object of strings without quotes or backslashes, so that every language reads them and this needs no library.
 */
public final class GoldenVectors {
    private static final Pattern VECTOR = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern FIELD = Pattern.compile("\"([^\"]*)\"\\s*:\\s*\"([^\"]*)\"");

    private GoldenVectors() {}

    /** The folder docs/vectors of the working copy in which the test runs. */
    public static Path folder() {
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("docs/vectors"))) {
                return at.resolve("docs/vectors");
            }
        }
        throw new IllegalStateException("no docs/vectors above " + start);
    }

    /** The vectors of {@code id}, at least one, each a map from field to value. */
    public static List<Map<String, String>> read(String id) throws IOException {
        return parse("docs/vectors/" + id + ".json", Files.readString(folder().resolve(id + ".json")));
    }

    static List<Map<String, String>> parse(String name, String text) throws IOException {
        String list = text.substring(text.indexOf('['));
        List<Map<String, String>> vectors = VECTOR.matcher(list)
                .results()
                .map(found -> fields(found.group(1)))
                .toList();
        if (vectors.isEmpty()) {
            throw new IOException(name + " holds no vectors");
        }
        return vectors;
    }

    /** Holds a code to docs/vectors, by the check that the node makes before it uses one. */
    public static void assertReproducedBy(CodeFamily family) throws IOException {
        assertPublished(family.id().name(), new CodeVectors(family));
    }

    /** Holds a cipher to docs/vectors, by the check that the node makes before it uses one. */
    public static void assertReproducedBy(CipherSuite suite) throws IOException {
        assertPublished(suite.id().name(), new CipherVectors(suite));
    }

    /** Holds a compressor to docs/vectors, by the check that the node makes before it uses one. */
    public static void assertReproducedBy(Compressor compressor) throws IOException {
        assertPublished(compressor.id().name(), new CompressorVectors(compressor));
    }

    /** Holds an audit scheme to docs/vectors, by the check that the node makes before it uses one. */
    public static void assertReproducedBy(AuditScheme scheme) throws IOException {
        assertPublished(scheme.id().name(), new AuditVectors(scheme));
    }

    private static void assertPublished(String id, VectorCheck check) throws IOException {
        assertReproduced(id, read(id), check);
    }

    static void assertReproduced(String id, List<Map<String, String>> read, VectorCheck check) {
        List<Vector> vectors = read.stream().map(Vector::new).toList();
        assertEquals(new Finding.Reproduced(vectors.size()), check.check(new VectorFile(id, vectors)), id);
    }

    /** Writes the file of {@code id}; for generators, never from a test. */
    public static void write(String id, String about, List<Map<String, String>> vectors) throws IOException {
        Files.writeString(folder().resolve(id + ".json"), text(id, about, vectors));
    }

    static String text(String id, String about, List<Map<String, String>> vectors) {
        String list = vectors.stream().map(GoldenVectors::text).collect(Collectors.joining(",\n"));
        return "{\n  \"id\": \"%s\",\n  \"about\": \"%s\",\n  \"vectors\": [\n%s\n  ]\n}\n".formatted(id, about, list);
    }

    private static Map<String, String> fields(String object) {
        Map<String, String> fields = new LinkedHashMap<>();
        FIELD.matcher(object).results().forEach(found -> fields.put(found.group(1), found.group(2)));
        return fields;
    }

    private static String text(Map<String, String> vector) {
        return vector.entrySet().stream()
                .map(field -> "      \"%s\": \"%s\"".formatted(field.getKey(), field.getValue()))
                .collect(Collectors.joining(",\n", "    {\n", "\n    }"));
    }
}
