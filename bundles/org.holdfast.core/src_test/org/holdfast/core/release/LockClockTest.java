// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.holdfast.model.Bytes;
import org.holdfast.model.MalformedInput;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R27")
class LockClockTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A clock that always ran, on a wall that is right. */
    private static LockClock after(Duration on) {
        LockClock clock = LockClock.starting(START);
        for (Duration at = MINUTE; at.compareTo(on) <= 0; at = at.plus(MINUTE)) {
            clock = clock.advance(START.plus(at), MINUTE);
        }
        return clock;
    }

    @Test
    void onARightWallItIsTheWall() {
        LockClock clock = after(Duration.ofDays(3));
        assertEquals(START.plus(Duration.ofDays(3)), clock.time());
        assertEquals(1, clock.pace());
        assertEquals(Duration.ZERO, clock.behind());
    }

    @Test
    void aWallThatIsSetForwardMovesItByNoMoreThanTheStopWatch() {
        LockClock clock = after(Duration.ofDays(60));
        LockClock jumped = clock.advance(clock.wall().plus(Duration.ofDays(3650)), MINUTE);
        assertEquals(clock.time().plus(MINUTE), jumped.time());
        assertTrue(jumped.behind().compareTo(LockClock.AHEAD) > 0);
        assertTrue(jumped.pace() < 1.2, "one jump makes no machine that is never on: " + jumped.pace());
    }

    @Test
    void aWallThatIsSetBackStopsItAndNothingElse() {
        LockClock clock = after(Duration.ofDays(2));
        LockClock back = clock.advance(Instant.EPOCH, MINUTE);
        assertEquals(clock.time(), back.time());
        assertEquals(Duration.ZERO, back.behind());
        LockClock right = back.advance(clock.wall().plus(MINUTE), MINUTE);
        assertEquals(clock.time().plus(MINUTE), right.time());
    }

    /** 8 to 17, Monday to Friday, for 40 weeks. */
    @Test
    void aMachineOfOfficeHoursKeepsUpWithTheCalendar() {
        LockClock clock = LockClock.starting(START);
        Instant day = START;
        for (int i = 0; i < 280; i++, day = day.plus(Duration.ofDays(1))) {
            for (int minute = 0; minute < 540 && i % 7 < 5; minute++) {
                clock = clock.advance(day.plus(Duration.ofMinutes(minute)), minute == 0 ? Duration.ZERO : MINUTE);
            }
        }
        assertTrue(clock.behind().compareTo(Duration.ofDays(8)) < 0, "behind by " + clock.behind());
        assertTrue(clock.pace() > 3, "pace " + clock.pace());
    }

    @Test
    void afterALongTimeOffItCatchesUpAtItsPaceAndNotAtOnce() {
        LockClock clock = after(Duration.ofDays(60));
        LockClock back = clock.advance(clock.wall().plus(Duration.ofDays(30)), Duration.ZERO);
        assertEquals(clock.time(), back.time());
        LockClock later = back.advance(back.wall().plus(Duration.ofDays(1)), Duration.ofDays(1));
        assertTrue(later.time().isAfter(back.time().plus(Duration.ofDays(1))));
        assertTrue(later.time().isBefore(back.time().plus(Duration.ofDays(2))));
    }

    @Test
    void ofANodeThatHoldsNothingItBeginsAnew() {
        LockClock clock = LockClock.starting(Instant.EPOCH).advance(START, MINUTE);
        assertTrue(clock.behind().toDays() > 20_000);
        assertEquals(START, clock.restarted().time());
    }

    @Test
    void itSurvivesTheLedger() {
        LockClock clock = after(Duration.ofHours(30));
        assertEquals(clock, LockClock.read(clock.bytes()));
        assertThrows(MalformedInput.class, () -> LockClock.read(Bytes.of(new byte[32])));
        assertThrows(MalformedInput.class, () -> LockClock.read(Bytes.of(new byte[33])));
    }

    /** Whatever the wall says and however often the node is off, in whatever steps. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void itNeverJumpsNorGoesBackNorPassesTheWall(long seed) {
        Random random = new Random(seed);
        LockClock clock = LockClock.starting(START);
        Instant wall = START;
        for (int i = 0; i < 20_000; i++) {
            Duration passed = Duration.ofSeconds(random.nextInt(200));
            wall = random.nextInt(20) > 0
                    ? wall.plus(passed)
                    : START.plus(Duration.ofMinutes(random.nextInt(-5_000_000, 5_000_000)));
            LockClock before = clock;
            clock = clock.advance(wall, passed);
            if (random.nextInt(100) == 0) {
                clock = LockClock.read(clock.bytes()); // a restart
            }
            Duration gained = Duration.between(before.time(), clock.time());
            String at = "seed " + seed + ", step " + i;
            assertFalse(gained.isNegative(), at);
            assertTrue(gained.toMillis() <= passed.toMillis() * before.pace() + 1, at);
            assertTrue(gained.isZero() || !clock.time().isAfter(wall), at);
            assertTrue(clock.pace() >= 1 && clock.pace() <= LockClock.FASTEST, at);
        }
    }
}
