// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;

/**
 * A column of a table.
 *
 * @param title shown above it
 * @param width in pixels at 96 dpi, at first
 * @param order how rows are sorted by it
 * @param text of a cell, harmless already
 */
public record Column<T>(String title, int width, boolean right, Comparator<T> order, Function<T, String> text) {
    /** Of texts that others wrote. @param key of the title */
    public static <T> Column<T> text(String key, int width, Function<T, String> text) {
        return new Column<>(
                Texts.of(key),
                width,
                false,
                Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER),
                row -> Harmless.line(text.apply(row)));
    }

    /** Of amounts: sorted by what they are, shown as people read them. */
    public static <T> Column<T> amount(String key, int width, Function<T, Long> amount, Function<Long, String> shown) {
        return new Column<>(
                Texts.of(key), width, true, Comparator.comparing(amount), row -> shown.apply(amount.apply(row)));
    }

    /** Of our own words, sorted by what stands behind them. */
    public static <T, U extends Comparable<U>> Column<T> word(
            String key, int width, Function<T, U> value, Function<T, String> shown) {
        return new Column<>(Texts.of(key), width, false, Comparator.comparing(value), shown);
    }

    /** Of times, sorted by what stands behind them. @param shown how people read one; empty where there is none */
    public static <T, U extends Comparable<U>> Column<T> time(
            String key,
            int width,
            Function<T, U> value,
            Function<T, Optional<Instant>> time,
            Function<Instant, String> shown) {
        return word(key, width, value, row -> time.apply(row).map(shown).orElse(""));
    }
}
