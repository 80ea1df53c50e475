// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every sample, and so every golden vector, is laid out as its table in docs/protocol-messages.md says. */
class ProtocolLayoutDocumentTest {
    private static final String PAGE = "protocol-messages.md";
    private static final Pattern NUMBER = Pattern.compile("([a-z]) u(8|16|32)");
    private static final Pattern SIZE = Pattern.compile("([0-9]+)?(?: ?([a-z]))?");

    @Test
    void everyTypeHasASectionAndNothingElseHasOne() {
        Set<String> sections = ProtocolTables.lines(PAGE).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .collect(Collectors.toSet());
        assertEquals(Arrays.stream(MessageType.values()).map(Enum::name).collect(Collectors.toSet()), sections);
    }

    @Test
    void everySampleFollowsItsTable() {
        Samples.all().forEach((name, envelope) -> {
            MessageType type = MessageType.of(envelope.message());
            byte[] frame = Frames.encode(envelope);
            ByteBuffer body = ByteBuffer.wrap(frame, 8, frame.length - 8).slice();
            walk(name, table(type), body);
            assertFalse(body.hasRemaining(), name + ": " + body.remaining() + " bytes behind the table");
        });
    }

    @Test
    void tablesWithoutNumbersEndWhereTheLongestBodyEnds() {
        for (MessageType type : MessageType.values()) {
            List<List<String>> table = table(type);
            boolean fixed = table.stream().allMatch(row -> row.get(1).matches("[0-9]+"));
            if (fixed) {
                int length = table.stream()
                        .mapToInt(row -> Integer.parseInt(row.get(1)))
                        .sum();
                assertEquals(type.longest(), length, type.name());
            }
        }
    }

    private static List<List<String>> table(MessageType type) {
        List<List<String>> table = ProtocolTables.below(PAGE, "### " + type.name());
        assertTrue(type.longest() == 0 || !table.isEmpty(), type + " has a body and no table");
        return table;
    }

    private static void walk(String name, List<List<String>> table, ByteBuffer body) {
        Map<String, Integer> numbers = new HashMap<>();
        boolean open = false;
        for (List<String> row : table) {
            String where = name + ", " + row.get(2);
            assertEquals(open ? "" : String.valueOf(body.position()), row.get(0), where);
            int size = size(row.get(1), numbers, body);
            assertTrue(size <= body.remaining(), where + ": " + size + " bytes of " + body.remaining());
            Matcher number = NUMBER.matcher(row.get(2));
            if (number.matches()) {
                assertTrue(size == 0 || size * 8 == Integer.parseInt(number.group(2)), where);
                numbers.put(number.group(1), value(body, size));
            }
            body.position(body.position() + size);
            open |= !row.get(1).matches("[0-9]+");
        }
    }

    private static int size(String cell, Map<String, Integer> numbers, ByteBuffer body) {
        if (cell.equals("rest")) {
            return body.remaining();
        }
        Matcher size = SIZE.matcher(cell);
        assertTrue(size.matches(), "no size: " + cell);
        int factor = size.group(1) == null ? 1 : Integer.parseInt(size.group(1));
        return size.group(2) == null ? factor : factor * numbers.get(size.group(2));
    }

    private static int value(ByteBuffer body, int size) {
        int value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | body.get(body.position() + i) & 0xFF;
        }
        return value;
    }
}
