// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

/** What people and scripts are told of a drill. */
class DrillCommandTest {
    private static JsonObject report(String verdict, int segments, int proven, double failing, String detail) {
        return JsonParser.parseString("{\"kind\":\"DRILL\",\"verdict\":\"" + verdict + "\",\"number\":3,\"segments\":"
                        + segments + ",\"files\":2,\"bytes\":2048,\"fetched_bytes\":4096,\"patterns_proven\":" + proven
                        + ",\"patterns\":21,\"failing_at_most\":" + failing + ",\"detail\":\"" + detail
                        + "\",\"finished\":\"2026-03-04T12:00:00Z\"}")
                .getAsJsonObject();
    }

    @Test
    void theStatusTellsDamageFromWhatWasNotFoundOut() {
        assertEquals(0, DrillCommand.status(report("PROVED", 1, 1, 1, "")));
        assertEquals(1, DrillCommand.status(report("DAMAGED", 1, 1, 1, "")));
        assertEquals(13, DrillCommand.status(report("UNDECIDED", 0, 0, 1, "")));
    }

    @Test
    void itSaysWhatWasTriedAndHowSureThatIs() {
        String some = DrillCommand.describe(report("PROVED", 2, 4, 0.53, ""));
        assertTrue(some.startsWith("Right. 2 segments (4.0 KiB) came from partners drawn by lot, for 2 files"), some);
        assertTrue(some.contains("4 of 21 tried, at most 53.0 % may fail (with 95 % certainty)"), some);
        String all = DrillCommand.describe(report("PROVED", 2, 21, 0, ""));
        assertFalse(all.contains("may fail"), all);
        String none = DrillCommand.describe(report("UNDECIDED", 0, 0, 1, "nobody is there"));
        assertEquals("Not found out. Nothing was read from partners.\n  nobody is there", none);
        assertTrue(DrillCommand.line(report("DAMAGED", 2, 4, 0.5, "")).contains("DAMAGED"));
    }
}
