// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What people say of a machine besides its site and system, such as {@code department=sales,rack=r7}: for criteria that
 * want to know. Nobody checks whether it is true.
 *
 * @param values at most 8, by key; a key is 1 to 16 small letters, digits, dots and dashes and begins with a letter, a
 *     value is 1 to 32 printable ASCII characters without a comma
 */
public record NodeLabels(SortedMap<String, String> values) {
    /** The most that a machine has. */
    public static final int MOST = 8;

    /** Characters of the longest key, and of the longest value. */
    public static final int LONGEST_KEY = 16;

    public static final int LONGEST_VALUE = 32;

    public static final NodeLabels NONE = new NodeLabels(new TreeMap<>());

    private static final String KEY = "[a-z][a-z0-9.-]{0," + (LONGEST_KEY - 1) + "}";
    private static final String VALUE = "[ -+\\--~]{1," + LONGEST_VALUE + "}";

    public NodeLabels {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        if (values.size() > MOST) {
            throw new IllegalArgumentException("a machine has at most " + MOST + " labels, not " + values.size());
        }
        values.forEach(NodeLabels::check);
    }

    private static void check(String key, String value) {
        if (!key.matches(KEY) || !value.matches(VALUE) || value.isBlank()) {
            throw new IllegalArgumentException("a label is key=value, a key of at most " + LONGEST_KEY
                    + " small letters, digits, dots and dashes and a value of at most " + LONGEST_VALUE
                    + " printable ASCII characters without a comma, not '" + key + "=" + value + "'");
        }
    }

    /**
     * Reads {@code key=value} pairs with commas between them; nothing is no label.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static NodeLabels parse(String text) {
        SortedMap<String, String> values = new TreeMap<>();
        for (String pair : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair.strip() : pair.substring(0, equals).strip();
            String value = equals < 0 ? "" : pair.substring(equals + 1).strip();
            if (values.put(key, value) != null) {
                throw new IllegalArgumentException("the label '" + key + "' is there twice");
            }
        }
        return new NodeLabels(values);
    }

    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return values.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
    }
}
