// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.holdfast.console.client.EntryTable.Row;
import org.jspecify.annotations.Nullable;

/** Entries from the text of an answer straight into a table, as there may be a million of them. */
final class EntryReader {
    /** How many come before the first call of {@code every}; later ever more, as nobody sees single steps of a long way. */
    private static final int FIRST = 2000;

    private final EntryTable table;
    private final Runnable every;
    private int next = FIRST;

    EntryReader(EntryTable table, Runnable every) {
        this.table = table;
        this.every = every;
    }

    /** Reads one object; an answer is an object that is no entry. */
    Optional<JsonObject> read(JsonReader reader) throws IOException {
        Draft draft = new Draft();
        JsonObject others = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (!draft.take(name, reader)) {
                others.add(name, element(reader));
            }
        }
        reader.endObject();
        if (!draft.type.equals("entry")) {
            others.addProperty("type", draft.type);
            return Optional.of(others);
        }
        table.add(draft.row());
        if (table.size() >= next) {
            next += Math.max(FIRST, table.size() / 10);
            every.run();
        }
        return Optional.empty();
    }

    private static JsonElement element(JsonReader reader) {
        return JsonParser.parseReader(reader);
    }

    /** The fields of one entry, as they come. */
    private static final class Draft {
        private String type = "";
        private String snapshot = "";
        private String path = "";
        private String kind = "";
        private String mode = "";
        private String owner = "";
        private String group = "";
        private long size;
        private String modified = "";
        private @Nullable String target;

        /** Whether it is one of an entry's. */
        boolean take(String name, JsonReader reader) throws IOException {
            if (reader.peek() != JsonToken.STRING && reader.peek() != JsonToken.NUMBER) {
                return false;
            }
            switch (name) {
                case "type" -> type = reader.nextString();
                case "snapshot" -> snapshot = reader.nextString();
                case "path" -> path = reader.nextString();
                case "kind" -> kind = reader.nextString();
                case "mode" -> mode = reader.nextString();
                case "owner" -> owner = reader.nextString();
                case "group" -> group = reader.nextString();
                case "size" -> size = reader.nextLong();
                case "modified" -> modified = reader.nextString();
                case "link_target" -> target = reader.nextString();
                default -> {
                    return false;
                }
            }
            return true;
        }

        Row row() {
            return new Row(snapshot, path, kind, mode, owner, group, size, modified, Optional.ofNullable(target));
        }
    }
}
