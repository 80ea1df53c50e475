// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

/** What people read of a source and its schedule. */
class SourceTextTest {
    private static JsonObject source(String more) {
        return JsonParser.parseString("{\"path\":\"/home\",\"exclude\":[]," + more + "}")
                .getAsJsonObject();
    }

    @Test
    void aSourceSaysWhenItWasAndWillBeBackedUpAndWhyNotNow() {
        assertEquals("""
                /home
                    every 6h; last 2026-03-01T12:00:00Z; next 2026-03-01T18:00:00Z (these are quiet hours); OVERDUE""", SourceText.line(source("""
                        "schedule":"every 6h","last_run":"2026-03-01T12:00:00Z","next_run":"2026-03-01T18:00:00Z",
                        "waits":"these are quiet hours","overdue":true""")));
    }

    @Test
    void aSourceThatNobodyBacksUpSaysSo() {
        assertEquals("""
                /home
                    by hand only; never backed up by this node (it is backed up by hand only)""", SourceText.line(source("""
                        "schedule":"manual","waits":"it is backed up by hand only","overdue":false""")));
    }

    @Test
    void cronIsQuoted() {
        assertEquals("at the times '30 21 * * mon'", SourceText.schedule("30 21 * * mon"));
    }
}
