// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;

/** Reads the values of parameters and fields. Every failure is USAGE, and names what is wrong. */
final class Words {
    private Words() {}

    static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE, text, "'" + text + "' is no time such as 2026-03-01T12:00:00Z.", e);
        }
    }

    static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new HoldfastException(ErrorCode.USAGE, name, "'" + text + "' is not a number.", e);
        }
    }

    static double decimal(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new HoldfastException(ErrorCode.USAGE, name, "'" + text + "' is not a number.", e);
        }
    }

    /** What stands between commas, and is not blank. */
    static List<String> list(String text) {
        return Stream.of(text.split(",")).filter(each -> !each.isBlank()).toList();
    }

    /** A path of this machine, unchanged. @param name of the parameter or field */
    static String path(String name, String text) {
        try {
            Objects.requireNonNull(Path.of(text));
            return text;
        } catch (InvalidPathException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE, name, "'" + name + "' is no path of this machine: " + e.getReason() + ".", e);
        }
    }

    /** A field that a body has to have. */
    static String needed(@Nullable String value, String field, String what) {
        if (value == null) {
            throw new HoldfastException(ErrorCode.USAGE, field, what + " needs '" + field + "' in its body.");
        }
        return value;
    }
}
