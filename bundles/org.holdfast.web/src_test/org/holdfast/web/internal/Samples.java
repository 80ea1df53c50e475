// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A value of any type that the control API speaks of; and a node that answers everything with such values. */
final class Samples {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

    private Samples() {}

    /** Answers every question with a sample, and hands one to every consumer. */
    static <T> T node(Class<T> shape) {
        InvocationHandler answer = (self, method, arguments) -> answer(self, method, arguments);
        return shape.cast(Proxy.newProxyInstance(shape.getClassLoader(), new Class<?>[] {shape}, answer));
    }

    private static Object answer(Object self, Method method, Object[] arguments) throws Throwable {
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(self, method, arguments);
        }
        for (int i = 0; i < method.getParameterCount(); i++) {
            if (arguments[i] instanceof Consumer<?> consumer) {
                ParameterizedType type = (ParameterizedType) method.getGenericParameterTypes()[i];
                accept(consumer, of(type.getActualTypeArguments()[0]));
            }
        }
        return of(method.getGenericReturnType());
    }

    @SuppressWarnings("unchecked") // the consumer's type is the one that the sample was made for
    private static <T> void accept(Consumer<T> consumer, Object sample) {
        consumer.accept((T) sample);
    }

    static Object of(Type type) {
        return switch (type) {
            case ParameterizedType listed
            when listed.getRawType().equals(List.class) -> List.of(of(listed.getActualTypeArguments()[0]));
            case ParameterizedType optional
            when optional.getRawType().equals(Optional.class) -> Optional.of(of(optional.getActualTypeArguments()[0]));
            case ParameterizedType map when map.getRawType().equals(Map.class) -> Map.of("name", "value");
            case Class<?> words when words.isEnum() -> words.getEnumConstants()[0];
            case Class<?> record when record.isRecord() -> record(record);
            case Class<?> part
            when part.getPackageName().startsWith("org.holdfast") && part.isInterface() -> node(part);
            default -> plain(type);
        };
    }

    private static Object plain(Type type) {
        return switch (type.getTypeName()) {
            case "java.lang.String" -> "operator";
            case "java.time.Instant" -> TIME;
            case "java.time.InstantSource" -> InstantSource.fixed(TIME);
            case "boolean", "java.lang.Boolean" -> true;
            case "int" -> 1;
            case "long" -> 2L;
            case "double" -> 0.5;
            case "void" -> "";
            default -> throw new AssertionError("no sample of " + type);
        };
    }

    private static Object record(Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values =
                Arrays.stream(components).map(each -> of(each.getGenericType())).toArray();
        try {
            Constructor<?> constructor = record.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
