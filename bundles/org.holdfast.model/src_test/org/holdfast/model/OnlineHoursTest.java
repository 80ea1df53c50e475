// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promised hours as text, in a zone, and compared over zones. */
class OnlineHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant WINTER = Instant.parse("2026-01-05T00:00:00Z");

    private static WeekSchedule hours(String text, String zone) {
        return OnlineHours.parse(text, ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            always                                     | 168
            Mo-Fr 08:00-18:00                          | 50
            Mo-Fr 08:00-18:00; Sa 09:00-12:00          | 53
            Mo,We 08:00-12:00,13:00-17:00              | 16
            Mo-Tu,Su 00:00-24:00                       | 72
            """)
    @Tag("R10")
    void whatPeopleWriteIsRead(String text, int promised) {
        WeekSchedule read = OnlineHours.parse(text, BERLIN);
        assertEquals(promised, read.promisedHours());
        assertEquals(BERLIN, read.zone());
        assertEquals(read, OnlineHours.parse(OnlineHours.text(read), BERLIN), OnlineHours.text(read));
    }

    @Test
    void itIsWrittenInOneWay() {
        assertEquals(
                "Mo-Fr 08:00-18:00; Sa 09:00-12:00",
                OnlineHours.text(hours("Sa 09:00-12:00; Mo,Tu,We,Th,Fr 12:00-18:00; Mo-Fr 08:00-13:00", "UTC")));
        assertEquals("never", OnlineHours.text(new WeekSchedule(Bytes.of(new byte[21]), BERLIN)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Always",
                "Mo",
                "08:00-18:00",
                "Mo-Fr 8:00-18:00",
                "Mo-Fr 08:00",
                "Mo-Fr 08:00-08:00",
                "Mo 22:00-06:00",
                "Mo 08:30-18:00",
                "Mo 08:00-25:00",
                "Fr-Mo 08:00-18:00",
                "Xx 08:00-18:00",
                "Mo-Tu-We 08:00-18:00",
                "Mo-Fr 08:00-18:00;",
                "Mo-Fr 08:00-18:00 always",
                "Mo - Fr 08:00-18:00",
                "Mo,,Tu 08:00-18:00"
            })
    void nothingIsGuessed(String text) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> OnlineHours.parse(text, BERLIN));
        assertTrue(String.valueOf(e.getMessage()).startsWith("in '"), e::getMessage);
    }

    @Test
    @Tag("R10")
    void hoursAreThoseOfTheZoneInSummerAndWinter() {
        WeekSchedule office = hours("Mo-Fr 08:00-18:00", "Europe/Berlin");
        assertTrue(office.isOnline(Instant.parse("2026-01-05T07:00:00Z")), "Monday 08:00 in winter");
        assertFalse(office.isOnline(Instant.parse("2026-01-05T06:59:59Z")));
        assertTrue(office.isOnline(Instant.parse("2026-07-06T06:00:00Z")), "Monday 08:00 in summer");
        assertFalse(office.isOnline(Instant.parse("2026-07-06T16:00:00Z")), "18:00 is over");
        assertFalse(office.isOnline(Instant.parse("2026-01-04T10:00:00Z")), "a Sunday");
    }

    @Test
    @Tag("R10")
    void hoursInCommonAreCountedOverZones() {
        WeekSchedule berlin = hours("Mo-Fr 08:00-18:00", "Europe/Berlin");
        assertEquals(50, berlin.hoursInCommon(berlin, WINTER));
        assertEquals(50, berlin.hoursInCommon(WeekSchedule.always(), WINTER));
        assertEquals(0, berlin.hoursInCommon(hours("Sa,Su 00:00-24:00", "Europe/Berlin"), WINTER));
        WeekSchedule kolkata = hours("Mo-Fr 08:00-18:00", "Asia/Kolkata");
        assertEquals(
                27, berlin.hoursInCommon(kolkata, WINTER), "4 h 30 apart in winter, 3 h 30 in summer: 5.5 h a day");
        assertEquals(berlin.hoursInCommon(kolkata, WINTER), kolkata.hoursInCommon(berlin, WINTER));
    }

    /** New York puts its clocks forward two weeks before Berlin, so that they are 5 hours apart then, and else 6. */
    @Test
    @Tag("R10")
    void theWeekWithTheFewestCounts() {
        WeekSchedule berlin = hours("Mo 14:00-15:00", "Europe/Berlin");
        WeekSchedule newYork = hours("Mo 08:00-09:00", "America/New_York");
        assertEquals(0, berlin.hoursInCommon(newYork, WINTER));
        assertEquals(1, berlin.hoursInCommon(hours("Mo 08:00-10:00", "America/New_York"), WINTER));
    }
}
