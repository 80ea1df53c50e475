// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class PartnerCommandTest {
    private static final JsonObject BOB = JsonParser.parseString("""
        {"node": "c0ffee00aa", "name": "bob", "site": "berlin", "phase": "ACTIVE", "reachable": true,
         "used_there": 1048576, "reserved_there": 2097152, "used_here": 0, "reserved_here": 2097152,
         "record": "score 0.92; own marks: 10 kept, 0 missed, 0 wrong; others: nobody says anything"}
        """).getAsJsonObject();

    @Test
    void aPartnerIsShownWithItsRecord() {
        String[] lines = PartnerCommand.Show.describe(BOB).split(System.lineSeparator(), -1);
        assertEquals(2, lines.length);
        assertTrue(lines[0].startsWith("c0ffee00 bob "), lines[0]);
        assertEquals(
                "         score 0.92; own marks: 10 kept, 0 missed, 0 wrong; others: nobody says anything", lines[1]);
    }

    @Test
    void itIsFoundByItsNameOrTheFirstDigitsOfItsId() {
        assertTrue(PartnerCommand.Show.isNamed(BOB, "bob"));
        assertTrue(PartnerCommand.Show.isNamed(BOB, "c0ff"));
        assertFalse(PartnerCommand.Show.isNamed(BOB, "bo"));
    }
}
