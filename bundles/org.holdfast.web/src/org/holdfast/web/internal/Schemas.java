// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON Schema of the records that the API takes and answers, as {@link Json} writes them. Pure. */
final class Schemas {
    static final String ERROR = "error";

    private Schemas() {}

    static JsonObject all() {
        JsonObject all = new JsonObject();
        Shapes.all().forEach(each -> all.add(title(each.name()), of(each)));
        all.add(title(ERROR), error());
        return all;
    }

    /** As {@code PluginStatus} of {@code plugin_status}, and {@code ConfigRequest} of {@code config request}. */
    static String title(String name) {
        return Stream.of(name.split("[_ ]"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .reduce("", String::concat);
    }

    static JsonObject reference(String shape) {
        JsonObject reference = new JsonObject();
        reference.addProperty("$ref", "#/components/schemas/" + title(shape));
        return reference;
    }

    /** One of the shapes, or an error at the end. */
    static JsonObject anyOf(List<String> shapes) {
        JsonArray choices = new JsonArray();
        shapes.forEach(each -> choices.add(reference(each)));
        choices.add(reference(ERROR));
        JsonObject any = new JsonObject();
        any.add("anyOf", choices);
        return any;
    }

    private static JsonObject of(Shapes.Shape shape) {
        JsonObject properties = new JsonObject();
        JsonArray needed = new JsonArray();
        if (!shape.isRequest()) {
            properties.add("type", constant(shape.name()));
        }
        for (RecordComponent component : shape.record().getRecordComponents()) {
            String name = field(component);
            properties.add(name, of(component.getGenericType()));
            if (isNeeded(component, name, shape.needed())) {
                needed.add(name);
            }
        }
        JsonObject schema = typed("object");
        schema.add("properties", properties);
        if (!needed.isEmpty()) {
            schema.add("required", needed);
        }
        return schema;
    }

    private static boolean isNeeded(RecordComponent component, String name, Optional<Set<String>> needed) {
        boolean mayBeAbsent = component.getType().equals(Optional.class)
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return needed.map(given -> given.contains(name)).orElse(!mayBeAbsent);
    }

    /** As {@link Json} calls it. */
    static String field(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static JsonObject of(Type type) {
        return switch (type) {
            case ParameterizedType listed
            when listed.getRawType().equals(List.class) -> {
                JsonObject list = typed("array");
                list.add("items", of(listed.getActualTypeArguments()[0]));
                yield list;
            }
            case ParameterizedType optional
            when optional.getRawType().equals(Optional.class) -> of(optional.getActualTypeArguments()[0]);
            case Class<?> plain when plain.isRecord() -> reference(Shapes.name(plain));
            case Class<?> plain -> simple(plain);
            default -> throw new IllegalArgumentException("the API has no " + type);
        };
    }

    private static JsonObject simple(Class<?> plain) {
        if (plain.equals(String.class)) {
            return typed("string");
        } else if (plain.equals(Instant.class)) {
            return formatted("string", "date-time");
        } else if (plain.equals(boolean.class) || plain.equals(Boolean.class)) {
            return typed("boolean");
        } else if (plain.equals(int.class)) {
            return formatted("integer", "int32");
        } else if (plain.equals(long.class)) {
            return formatted("integer", "int64");
        } else if (plain.equals(double.class)) {
            return formatted("number", "double");
        }
        throw new IllegalArgumentException("the API has no " + plain);
    }

    private static JsonObject error() {
        JsonObject code = typed("string");
        code.addProperty("description", "one of docs/errors.md; others may be added");
        JsonObject properties = new JsonObject();
        properties.add("type", constant(ERROR));
        properties.add("code", code);
        properties.add("exit", formatted("integer", "int32"));
        properties.add("subject", typed("string"));
        properties.add("message", typed("string"));
        properties.add("retryable", typed("boolean"));
        JsonArray needed = new JsonArray();
        properties.keySet().forEach(needed::add);
        JsonObject schema = typed("object");
        schema.add("properties", properties);
        schema.add("required", needed);
        return schema;
    }

    private static JsonObject typed(String type) {
        JsonObject schema = new JsonObject();
        schema.addProperty("type", type);
        return schema;
    }

    private static JsonObject formatted(String type, String format) {
        JsonObject schema = typed(type);
        schema.addProperty("format", format);
        return schema;
    }

    private static JsonObject constant(String value) {
        JsonObject schema = new JsonObject();
        schema.addProperty("const", value);
        return schema;
    }
}
