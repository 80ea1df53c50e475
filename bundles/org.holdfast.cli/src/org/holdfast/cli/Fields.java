// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Reads the fields of a node's answer; one that is absent is empty or zero. Texts come as they may be shown to people:
 * names and paths are chosen by strangers, so what would drive a terminal is escaped ({@link Terminal#line}).
 */
public final class Fields {
    private Fields() {}

    public static Optional<String> find(JsonObject object, String name) {
        return sent(object, name).map(Terminal::line);
    }

    /** A text as it was sent: to be compared or passed on, never to be shown. */
    public static String raw(JsonObject object, String name) {
        return sent(object, name).orElse("");
    }

    private static Optional<String> sent(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value == null || value.isJsonNull() ? Optional.empty() : Optional.of(value.getAsString());
    }

    public static String text(JsonObject object, String name) {
        return find(object, name).orElse("");
    }

    public static long number(JsonObject object, String name) {
        return find(object, name).map(Double::parseDouble).orElse(0.0).longValue();
    }

    public static double decimal(JsonObject object, String name) {
        return find(object, name).map(Double::parseDouble).orElse(0.0);
    }

    public static boolean flag(JsonObject object, String name) {
        return find(object, name).map(Boolean::parseBoolean).orElse(false);
    }

    public static List<JsonElement> list(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value == null || !value.isJsonArray()
                ? List.of()
                : StreamSupport.stream(value.getAsJsonArray().spliterator(), false)
                        .toList();
    }

    /** The texts of a list, as they may be shown. */
    public static List<String> texts(JsonObject object, String name) {
        return list(object, name).stream()
                .map(each -> Terminal.line(each.getAsString()))
                .toList();
    }
}
