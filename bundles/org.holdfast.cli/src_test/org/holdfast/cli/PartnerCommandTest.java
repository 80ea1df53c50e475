// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartnerCommandTest {
    private static final JsonObject BOB = JsonParser.parseString("""
        {"node": "c0ffee00aa", "name": "bob", "site": "berlin", "phase": "ACTIVE", "reachable": true,
         "used_there": 1048576, "reserved_there": 2097152, "used_here": 0, "reserved_here": 2097152,
         "version": 3, "online": "always UTC", "promised_minutes": 1200, "seen_minutes": 1176,
         "average_kbit": 90000, "agreed_kbit": 1024, "reads_yearly": 4294967296, "reads_left": 734003200,
         "record": "score 0.92; own marks: 10 kept, 0 missed, 0 wrong; others: nobody says anything",
         "health": "SUSPECT", "health_since": "2026-03-01T12:00:00Z", "health_note": "it cannot be reached"}
        """).getAsJsonObject();

    @Test
    void aPartnerIsShownWithItsRecord() {
        String[] lines = PartnerCommand.Show.describe(BOB).split(System.lineSeparator(), -1);
        assertEquals("bob c0ffee00aa", lines[0]);
        assertTrue(lines[1].contains("ACTIVE, version 3"), lines[1]);
        assertTrue(lines[2].contains("1200 promised minutes in 30 days seen in 1176 (98 %)"), lines[2]);
        assertEquals("  we may read back ?; it may read back 700.0 MiB now, of 4.0 GiB a year", lines[5]);
        assertEquals("  score 0.92; own marks: 10 kept, 0 missed, 0 wrong; others: nobody says anything", lines[6]);
        assertEquals("  last audit: none yet", lines[7]);
        assertEquals("  SUSPECT since 2026-03-01T12:00:00Z: it cannot be reached", lines[8]);
    }

    @Test
    void aRepairSaysWhatItDid() {
        assertEquals("Nothing is missing.", RepairCommand.summary(repaired(0, 0)));
        assertEquals("2 shards made anew (1.0 MiB) for 2 segments.", RepairCommand.summary(repaired(2, 0)));
        assertEquals(
                "1 shard made anew (1.0 MiB) for 2 segments. 1 shard cannot be made anew yet:",
                RepairCommand.summary(repaired(1, 1)));
    }

    private static JsonObject repaired(int shards, int waiting) {
        return JsonParser.parseString("{\"segments\": 2, \"shards\": " + shards + ", \"bytes\": 1048576, \"waiting\": "
                        + waiting + ", \"troubles\": []}")
                .getAsJsonObject();
    }

    @Test
    void whoCouldNotBeToldOfAnAbsenceIsNamed() {
        JsonObject told = JsonParser.parseString("{\"name\": \"bob\", \"forgiven_until\": \"2026-12-13T03:00:00Z\"}")
                .getAsJsonObject();
        assertTrue(PartnerAwayCommand.describe(told).endsWith("forgives that until 2026-12-13T03:00:00Z"));
        told.remove("forgiven_until");
        assertTrue(PartnerAwayCommand.describe(told).contains("could not be told"));
    }

    @Test
    void aLeaveIsShownWithWhatIsStillToMove() {
        JsonObject leave = JsonParser.parseString("""
                {"since": "2026-11-29T03:00:00Z", "done": false, "partners": [
                 {"node": "c0ffee00aa", "name": "bob", "reachable": true, "told": true, "blocks": 3, "bytes": 3145728,
                  "until": "2026-12-13T03:00:00Z"},
                 {"node": "beef00aa", "name": "eve", "reachable": false, "told": false, "blocks": 0, "bytes": 0,
                  "until": "2026-12-13T03:00:00Z"}]}
                """).getAsJsonObject();
        assertEquals(
                "1 of 2 partners have heard of it; 3 of their blocks (3.0 MiB) lie nowhere else yet.",
                PartnerLeaveCommand.summary(leave, Instant.parse("2026-12-13T02:59:59Z")));
        JsonObject bob = leave.getAsJsonArray("partners").get(0).getAsJsonObject();
        JsonObject eve = leave.getAsJsonArray("partners").get(1).getAsJsonObject();
        assertTrue(PartnerLeaveCommand.describe(bob).endsWith("3 blocks (3.0 MiB) still to move"));
        assertTrue(PartnerLeaveCommand.describe(eve).contains("has not heard of it"));
        assertTrue(PartnerLeaveCommand.describe(eve).contains("2026-12-13"));
    }

    @Test
    void aLeaveWhoseNoticeIsOverIsNoneThatIsDone() {
        JsonObject leave = JsonParser.parseString("""
                {"since": "2026-11-29T03:00:00Z", "done": false, "partners": [
                 {"node": "c0ffee00aa", "name": "bob", "reachable": true, "told": true, "blocks": 0, "bytes": 0,
                  "until": "2026-12-14T03:00:00Z"},
                 {"node": "beef00aa", "name": "eve", "reachable": false, "told": false, "blocks": 0, "bytes": 0,
                  "until": "2026-12-13T03:00:00Z"}]}
                """).getAsJsonObject();
        Instant over = Instant.parse("2026-12-13T03:00:00Z");
        assertEquals(0, PartnerLeaveCommand.overdue(leave, over.minusSeconds(1)));
        assertEquals(1, PartnerLeaveCommand.overdue(leave, over));
        String summary = PartnerLeaveCommand.summary(leave, over);
        assertTrue(summary.contains("1 partners were not heard") && summary.contains("keep this machine"), summary);
    }

    @Test
    void itIsFoundByItsNameOrTheFirstDigitsOfItsId() {
        assertTrue(PartnerCommand.Show.isNamed(BOB, "bob"));
        assertTrue(PartnerCommand.Show.isNamed(BOB, "c0ff"));
        assertFalse(PartnerCommand.Show.isNamed(BOB, "bo"));
    }
}
