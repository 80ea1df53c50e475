// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.holdfast.format.SignedType;
import org.junit.jupiter.api.Test;

/** Types, limits and signatures of docs/protocol.md are those of the code. */
class ProtocolDocumentTest {
    private static final String PAGE = "protocol.md";

    @Test
    void typesAreAsTheTableSays() {
        List<String> said = ProtocolTables.below(PAGE, "**Types**").stream()
                .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(4))
                .toList();
        List<String> there = Arrays.stream(MessageType.values())
                .map(type -> "0x%04x [%s](protocol-messages.md#%s) %d"
                        .formatted(type.number(), type, type.name().toLowerCase(Locale.ROOT), type.longest()))
                .toList();
        assertEquals(String.join("\n", there), String.join("\n", said));
    }

    @Test
    void everyTypeSaysWhoSendsItWhereAndWhatItMeans() {
        for (List<String> row : ProtocolTables.below(PAGE, "**Types**")) {
            assertTrue(row.get(2).matches("[DAOHPRJIMB](, [DAOHPRJIMB])*"), row.toString());
            assertTrue(row.get(3).matches("0|c|0, c"), row.toString());
            assertTrue(!row.get(5).isBlank(), row.toString());
        }
    }

    @Test
    void limitsAreAsTheTableSays() throws IllegalAccessException {
        Map<String, Integer> there = new TreeMap<>();
        for (Field field : Limits.class.getFields()) {
            there.put(field.getName(), field.getInt(null));
        }
        Map<String, Integer> said = ProtocolTables.below(PAGE, "**Limits**").stream()
                .collect(Collectors.toMap(row -> row.get(2), row -> Integer.valueOf(row.get(1))));
        assertEquals(there, new TreeMap<>(said));
    }

    @Test
    void signaturesAreAsTheTableSays() {
        List<String> said = ProtocolTables.below(PAGE, "**Signatures**").stream()
                .map(List::getFirst)
                .toList();
        assertEquals(Arrays.stream(SignedType.values()).map(SignedType::label).toList(), said);
    }
}
