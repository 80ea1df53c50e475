// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FormatsTest {
    /** A format that were missing in the lists would be taken for a third party's, and its jar looked for. */
    @Test
    @Tag("R66")
    void everyFormatIsInThePlaneOfTheProduct() {
        List<String> named = Arrays.stream(Formats.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == FormatId.class)
                .map(FormatsTest::name)
                .sorted()
                .toList();
        List<String> listed = Stream.of(Formats.CODES, Formats.CIPHERS, Formats.COMPRESSIONS, Formats.AUDITS)
                .flatMap(List::stream)
                .map(FormatId::name)
                .sorted()
                .toList();
        assertEquals(named, listed);
    }

    private static String name(Field field) {
        try {
            return ((FormatId) field.get(null)).name();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
