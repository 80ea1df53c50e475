// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a virtual machine's host does: copies a disk as it stands, to set the machine back to it later, or to start it a
 * second time. Everything of this package that a {@link Disk} consists of is walked, so that what is added to it later is
 * copied, too.
 */
public final class DiskImage {
    private DiskImage() {}

    /** Makes a disk what another one is at the moment. What both count as chance and faults stays each one's own. */
    public static void copy(Disk from, Disk to) {
        try {
            walk(from, to);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a disk cannot be copied", e);
        }
    }

    private static void walk(Object from, Object to) throws IllegalAccessException {
        for (Field field : from.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.isSynthetic() || field.getType() == Faults.class) {
                continue;
            }
            field.setAccessible(true);
            copy(field, from, to);
        }
    }

    private static void copy(Field field, Object from, Object to) throws IllegalAccessException {
        Object value = field.get(from);
        Object there = field.get(to);
        switch (value) {
            case Map<?, ?> map -> refill((Map<?, ?>) there, map);
            case List<?> list -> refill((List<?>) there, list);
            default -> {
                if (!Modifier.isFinal(field.getModifiers())) {
                    field.set(to, value);
                } else if (value.getClass().getPackage().equals(DiskImage.class.getPackage())) {
                    walk(value, there);
                }
            }
        }
    }

    @SuppressWarnings("unchecked") // both are the same field of the same class
    private static void refill(Map<?, ?> to, Map<?, ?> from) {
        Map<Object, Object> copy = (Map<Object, Object>) to;
        copy.clear();
        from.forEach((key, value) -> copy.put(key, copied(value)));
    }

    @SuppressWarnings("unchecked")
    private static void refill(Collection<?> to, List<?> from) {
        Collection<Object> copy = (Collection<Object>) to;
        copy.clear();
        from.forEach(each -> copy.add(copied(each)));
    }

    private static Object copied(Object value) {
        return switch (value) {
            case byte[] bytes -> bytes.clone();
            case SortedMap<?, ?> map -> refilled(sorted(map), map);
            case LinkedHashMap<?, ?> map -> refilled(new LinkedHashMap<>(), map);
            case Map<?, ?> map -> refilled(new HashMap<>(), map);
            case List<?> list -> new ArrayList<>(list);
            default -> value;
        };
    }

    private static Map<Object, Object> refilled(Map<Object, Object> empty, Map<?, ?> from) {
        refill(empty, from);
        return empty;
    }

    @SuppressWarnings("unchecked") // only the comparator is taken
    private static Map<Object, Object> sorted(SortedMap<?, ?> like) {
        return new TreeMap<>(((SortedMap<Object, Object>) like).comparator());
    }
}
