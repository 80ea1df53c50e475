// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first line says what people ask: are my data safe? */
@Tag("R43")
class StatusCommandTest {
    private static String firstLine(String verdict) {
        JsonObject status = JsonParser.parseString("{" + verdict + """
                , "protection": "PARTIAL", "state": "idle", "reasons": ["something is amiss"], "loss_per_year": 0.25,
                "limited_by": "machines", "name": "ada", "confederation": "acme", "code": "2+1", "port": 7610, "partners": 2,
                "partners_wanted": 3, "partners_reachable": 2, "held_bytes": 1, "sheet_sealed": true}""").getAsJsonObject();
        return StatusCommand.describe(status).lines().findFirst().orElseThrow();
    }

    @Test
    void thereAreThreeAnswers() {
        assertEquals("SAFE: yes (PARTIAL, idle)", firstLine("\"safe\": true, \"restorable\": true"));
        assertEquals(
                "SAFE: no, but what is backed up can be restored (PARTIAL, idle)",
                firstLine("\"safe\": false, \"restorable\": true"));
        assertEquals("SAFE: no (PARTIAL, idle)", firstLine("\"safe\": false, \"restorable\": false"));
    }

    @Test
    void anOlderNodeSaysNothingOfRestoring() {
        assertEquals("SAFE: no (PARTIAL, idle)", firstLine("\"safe\": false"));
    }
}
