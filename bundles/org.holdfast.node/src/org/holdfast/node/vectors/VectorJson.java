// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.vectors;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.format.vectors.Vector;
import org.holdfast.format.vectors.VectorFile;
import org.holdfast.model.MalformedInput;

/** Reads {@code {"id": …, "about": …, "vectors": [{field: text, …}, …]}}, as in docs/vectors. */
final class VectorJson {
    /** A file of vectors is no longer than this. */
    static final int LONGEST = 1 << 20;

    private VectorJson() {}

    /** @throws MalformedInput if it is something else, or of another format */
    static VectorFile parse(String id, byte[] text) {
        if (text.length > LONGEST) {
            throw malformed(id, "it is longer than " + LONGEST + " bytes");
        }
        try (JsonReader in = new JsonReader(new StringReader(new String(text, StandardCharsets.UTF_8)))) {
            return file(id, in);
        } catch (MalformedJsonException | IllegalStateException e) {
            throw malformed(id, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw malformed(id, "it ends too early: " + e.getMessage());
        }
    }

    private static VectorFile file(String id, JsonReader in) throws IOException {
        List<Vector> vectors = new ArrayList<>();
        String named = "";
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "id" -> named = in.nextString();
                case "vectors" -> vectors.addAll(vectors(in));
                default -> in.skipValue();
            }
        }
        in.endObject();
        if (!named.equals(id)) {
            throw malformed(id, "its 'id' is '" + named + "'");
        }
        return new VectorFile(id, vectors);
    }

    private static List<Vector> vectors(JsonReader in) throws IOException {
        List<Vector> vectors = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            Map<String, String> fields = new HashMap<>();
            in.beginObject();
            while (in.hasNext()) {
                fields.put(in.nextName(), in.nextString());
            }
            in.endObject();
            vectors.add(new Vector(fields));
        }
        in.endArray();
        return vectors;
    }

    private static MalformedInput malformed(String id, String why) {
        return new MalformedInput("vectors/" + id + ".json", 0, why);
    }
}
