// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects to records, by the names of their components. What is absent, or of another kind than expected, becomes
 * empty or zero: a node of another version may say more or less, and is not to be refused for it.
 */
final class RecordReader {
    private RecordReader() {}

    static <R extends Record> R read(JsonObject object, Class<R> shape) {
        RecordComponent[] components = shape.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = value(object.get(jsonName(components[i].getName())), components[i].getGenericType());
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = shape.getConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(shape + " cannot be made from what a node says", e);
        }
    }

    /** {@code lossPerYear} is {@code loss_per_year}. */
    static String jsonName(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Object value(@Nullable JsonElement json, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type inner = generic.getActualTypeArguments()[0];
            return generic.getRawType() == List.class ? list(json, inner) : optional(json, inner);
        }
        Class<?> plain = (Class<?>) type;
        return plain.isPrimitive()
                ? primitive(text(json), plain)
                : single(json, plain).orElse("");
    }

    private static List<Object> list(@Nullable JsonElement json, Type inner) {
        List<Object> list = new ArrayList<>();
        if (json != null && json.isJsonArray()) {
            json.getAsJsonArray().forEach(each -> single(each, (Class<?>) inner).ifPresent(list::add));
        }
        return List.copyOf(list);
    }

    private static Optional<Object> optional(@Nullable JsonElement json, Type inner) {
        return single(json, (Class<?>) inner);
    }

    private static Optional<Object> single(@Nullable JsonElement json, Class<?> type) {
        if (type.isRecord()) {
            return json != null && json.isJsonObject()
                    ? Optional.of(read(json.getAsJsonObject(), type.asSubclass(Record.class)))
                    : Optional.empty();
        }
        Optional<String> text = text(json);
        return type == Instant.class ? text.flatMap(RecordReader::instant) : text.map(each -> each);
    }

    private static Optional<String> text(@Nullable JsonElement json) {
        return json != null && json.isJsonPrimitive() ? Optional.of(json.getAsString()) : Optional.empty();
    }

    private static Optional<Object> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Object primitive(Optional<String> text, Class<?> type) {
        if (type == boolean.class) {
            return text.map(Boolean::parseBoolean).orElse(false);
        }
        double number = text.map(RecordReader::number).orElse(0.0);
        if (type == double.class) {
            return number;
        }
        long whole = text.flatMap(RecordReader::whole).orElse((long) number);
        if (type == long.class) {
            return whole;
        }
        return Math.clamp(whole, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Not by way of a double, which has 53 bits only. */
    private static Optional<Long> whole(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
