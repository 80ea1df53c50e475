// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.lang.reflect.ParameterizedType;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Records to JSON and back: names in lower case with underscores, times in ISO 8601, an absent value left out. */
final class Json {
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .disableHtmlEscaping()
            .registerTypeAdapter(Instant.class, (JsonSerializer<Instant>)
                    (time, type, context) -> new JsonPrimitive(time.toString()))
            .registerTypeHierarchyAdapter(Optional.class, (JsonSerializer<Optional<?>>)
                    (value, type, context) -> value.isPresent() ? context.serialize(value.get()) : JsonNull.INSTANCE)
            .registerTypeHierarchyAdapter(Optional.class, (JsonDeserializer<Optional<?>>)
                    (json, type, context) -> Optional.ofNullable(
                            context.deserialize(json, ((ParameterizedType) type).getActualTypeArguments()[0])))
            .create();

    private Json() {}

    /** One line, without the line feed; {@code type} comes first. */
    static String line(String type, Object record) {
        JsonObject object = new JsonObject();
        object.addProperty("type", type);
        GSON.toJsonTree(record).getAsJsonObject().asMap().forEach(object::add);
        return GSON.toJson(object);
    }

    static String error(HoldfastException failure) {
        JsonObject object = new JsonObject();
        object.addProperty("type", "error");
        object.addProperty("code", failure.code().name());
        object.addProperty("exit", failure.code().exit());
        object.addProperty("subject", failure.subject());
        object.addProperty("message", failure.getMessage());
        object.addProperty("retryable", failure.retryable());
        return GSON.toJson(object);
    }

    /** The text as an object; empty if it is none. */
    static Optional<JsonObject> object(String text) {
        try {
            JsonElement read = JsonParser.parseString(text);
            return read.isJsonObject() ? Optional.of(read.getAsJsonObject()) : Optional.empty();
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    /** @throws HoldfastException USAGE if the text is no JSON object of this shape */
    static <T> T read(String text, Class<T> shape) {
        try {
            T value = GSON.fromJson(text, shape);
            if (value == null) {
                throw new HoldfastException(
                        ErrorCode.USAGE, "request", "The request has no body; a JSON object is wanted.");
            }
            return value;
        } catch (JsonParseException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE, "request", "The request's JSON cannot be read: " + e.getMessage(), e);
        }
    }
}
