// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationTest {
    private static final byte[] BYTES = Cast.observation().bytes();

    @Test
    void itHas240BytesAndOneWayToBeWritten() {
        assertEquals(Observation.BYTES, BYTES.length);
        assertEquals(Cast.observation(), Observation.read(BYTES));
        assertArrayEquals(BYTES, Observation.read(BYTES).bytes());
    }

    @Test
    @Tag("R14")
    void noBitOfItCanBeChangedUnnoticed() {
        assertTrue(Cast.observation().signedBy(Cast.ALICE_DEVICE.key()));
        assertFalse(Cast.observation().signedBy(Cast.BOB_DEVICE.key()));
        for (int bit = 0; bit < 8 * Observation.BYTES; bit++) {
            byte[] changed = BYTES.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(holds(changed), "bit " + bit);
        }
    }

    private static boolean holds(byte[] bytes) {
        try {
            return Observation.read(bytes).signedBy(Cast.ALICE_DEVICE.key());
        } catch (HoldfastException refused) {
            assertTrue(
                    refused.code() == ErrorCode.MALFORMED_INPUT || refused.code() == ErrorCode.NEWER_VERSION,
                    refused.getMessage());
            return false;
        }
    }

    /** Offset of a u32, and a value that cannot stand there. */
    @ParameterizedTest
    @CsvSource({
        "4, 0x00010002, unknown flags",
        "4, 0x00000000, versions count from 1",
        "112, 0x01C35A78, a period has 1 minute to 90 days",
        "116, 0x00000001, a period has 1 minute to 90 days",
        "120, 0x80000000, is more than",
        "132, 43201, more minutes are promised",
        "136, 43001, are more than the 43000 promised"
    })
    void whatCannotBeIsRefused(int offset, String value, String why) {
        byte[] changed = BYTES.clone();
        ByteBuffer.wrap(changed).putInt(offset, (int) (long) Long.decode(value));
        HoldfastException refused = assertThrows(HoldfastException.class, () -> Observation.read(changed));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void nobodyObservesItself() {
        byte[] changed = BYTES.clone();
        System.arraycopy(BYTES, 8, changed, 40, 32);
        assertThrows(HoldfastException.class, () -> Observation.read(changed));
    }

    @Test
    void aPeriodEndsWithAWholeMinute() {
        var period = Observation.Period.before(Instant.parse("2026-03-01T12:00:59Z"), Duration.ofDays(90));
        assertEquals(Instant.parse("2026-03-01T12:00:00Z"), period.until());
        assertEquals(90 * 24 * 60, period.minutes());
    }

    @Test
    void sumsStopAtTheirFieldsEnd() {
        Tally most = new Tally(Integer.MAX_VALUE, 1, 2, Integer.MAX_VALUE, Integer.MAX_VALUE, 5);
        assertEquals(new Tally(Integer.MAX_VALUE, 2, 4, Integer.MAX_VALUE, Integer.MAX_VALUE, 10), most.plus(most));
        assertEquals(most, Tally.NONE.plus(most));
    }

    @Test
    void aSignatureOfAnotherLengthIsNone() {
        var statement = Cast.observation().statement();
        assertThrows(IllegalArgumentException.class, () -> new Observation(statement, Bytes.EMPTY));
    }
}
