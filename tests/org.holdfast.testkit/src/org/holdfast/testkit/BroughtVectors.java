// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.holdfast.format.vectors.VectorCheck;

/**
 * Golden vectors that a plug-in brings, as the resource {@code vectors/ID.json} of its bundle. Start with {@code
 * coding.CodeVectors} and {@code crypto.CipherVectors}, which say what is in them.
 */
public final class BroughtVectors {
    /** Where Maven takes resources from. */
    private static final Path FOLDER = Path.of("src", "main", "resources", "vectors");

    private BroughtVectors() {}

    /** Those for {@code id} in the bundle of {@code provider}, at least one, each a map from field to value. */
    public static List<Map<String, String>> read(Class<?> provider, String id) throws IOException {
        String resource = "vectors/" + id + ".json";
        try (InputStream in = provider.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new IOException("the bundle of " + provider.getName() + " has no resource " + resource
                        + "; without it no new data are written as " + id);
            }
            return GoldenVectors.parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /**
     * Holds a provider to the vectors that its bundle brings, by the check that the node makes before it uses one. For a
     * kind of provider that has a class of its own for its vectors, that one's {@code assertAsPublished} is shorter.
     */
    public static void assertReproduced(Class<?> provider, String id, VectorCheck check) throws IOException {
        GoldenVectors.assertReproduced(id, read(provider, id), check);
    }

    /** Writes the file of {@code id} into the Maven project in which this runs; for generators, never from a test. */
    public static void write(String id, String about, List<Map<String, String>> vectors) throws IOException {
        Files.writeString(
                Files.createDirectories(FOLDER).resolve(id + ".json"), GoldenVectors.text(id, about, vectors));
    }
}
