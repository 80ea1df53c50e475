// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.format.vectors.Vector;
import org.holdfast.format.vectors.VectorFile;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.testkit.GoldenVectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The vectors in this bundle are those of docs/vectors, and every format of the product has some. */
@Tag("R63")
class ProductVectorsTest {
    private static final Map<String, List<FormatId>> ROLES = Map.of(
            "coding", Formats.CODES,
            "crypto", Formats.CIPHERS,
            "compression", Formats.COMPRESSIONS,
            "audit", Formats.AUDITS);

    @Test
    void theyAreThoseOfTheDocumentation() throws IOException {
        for (FormatId format : (Iterable<FormatId>) formats()::iterator) {
            String name = format + ".json";
            String published = Files.readString(GoldenVectors.folder().resolve(name));
            assertEquals(published, text("/vectors/" + name), "./build copies them; a new pattern of names?");
        }
    }

    @Test
    void theNodeReadsThemAsTheTestKitDoes() throws IOException {
        VectorShelf shelf = new VectorShelf(Optional.empty());
        for (var role : ROLES.entrySet()) {
            for (FormatId format : role.getValue()) {
                if (hasVectors(format)) {
                    VectorFile read = assertInstanceOf(Expected.Settled.class, shelf.find(role.getKey(), format, null))
                            .file();
                    assertEquals(
                            GoldenVectors.read(format.name()),
                            read.vectors().stream().map(Vector::fields).toList());
                }
            }
        }
    }

    private static Stream<FormatId> formats() {
        return ROLES.values().stream().flatMap(List::stream).filter(ProductVectorsTest::hasVectors);
    }

    /** Number 0 is a layer that is off, except for audits. */
    private static boolean hasVectors(FormatId format) {
        return format.number() != 0
                || Formats.AUDITS.contains(format) && format.name().equals("block-v1");
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = VectorShelf.class.getResourceAsStream(resource)) {
            assertNotNull(in, resource + " is not in the bundle");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
