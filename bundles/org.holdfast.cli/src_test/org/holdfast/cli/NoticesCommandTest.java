// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people read of notices, and when a test of the ways has failed. */
@Tag("G")
class NoticesCommandTest {
    private static JsonObject object(String json) {
        return JsonParser.parseString(json.replace('\'', '"')).getAsJsonObject();
    }

    @Test
    void aWayThatIsNotSetUpIsShownAsSuch() {
        assertEquals(
                "mail     not set up",
                NoticesCommand.describe(object("{'type':'notice_way','way':'mail','target':'','trouble':''}")));
        assertTrue(NoticesCommand.describe(object("{'type':'notice_way','way':'x','target':'y','trouble':'it hung'}"))
                .contains("not used: it hung"));
    }

    @Test
    void eachWaySaysHowFarANoticeIs() {
        String shown = NoticesCommand.describe(object("{'type':'notice','number':7,'time':'2026-03-01T12:00:00Z',"
                + "'level':'DANGER','kind':'UNSAFE','what':'Not safe.','advice':'Look.','deliveries':["
                + "{'way':'mail','state':'SENT','attempts':0,'at':'2026-03-01T12:05:00Z','why':''},"
                + "{'way':'hook','state':'WAITING','attempts':2,'at':'2026-03-01T12:07:00Z','why':'it answered 500'},"
                + "{'way':'fax','state':'GIVEN_UP','attempts':9,'at':'2026-03-04T12:07:00Z','why':'no line'}]}"));
        assertTrue(shown.contains("DANGER  Not safe.\n      -> Look."), shown);
        assertTrue(shown.contains("mail: sent at 2026-03-01T12:05:00Z"), shown);
        assertTrue(
                shown.contains("hook: waits, is tried at 2026-03-01T12:07:00Z; the last time it answered 500"), shown);
        assertTrue(shown.contains("fax: GIVEN UP at 2026-03-04T12:07:00Z, as no line"), shown);
    }

    @Test
    void aTestFailsWhereOneWayFailsOrNoneIsThere() {
        JsonObject good = object("{'way':'mail','target':'a','delivered':true,'text':'250 queued'}");
        JsonObject bad = object("{'way':'hook','target':'b','delivered':false,'text':'it answered 404'}");
        assertEquals(0, NoticesCommand.Test.status(List.of(good)));
        assertEquals(1, NoticesCommand.Test.status(List.of(good, bad)));
        assertEquals(1, NoticesCommand.Test.status(List.of()));
        assertTrue(NoticesCommand.Test.result(bad).contains("NOT DELIVERED to b: it answered 404"));
    }
}
