// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R27")
class RootOrderTest {
    private static final RootOrder ORDER = Cast.rootOrder();

    @Test
    void itHas160BytesAndOneWayToBeWritten() {
        assertEquals(RootOrder.BYTES, ORDER.bytes().length);
        assertEquals(ORDER, RootOrder.read(ORDER.bytes()));
        assertArrayEquals(ORDER.bytes(), RootOrder.read(ORDER.bytes()).bytes());
    }

    private static boolean holds(RootOrder order, Instant now) {
        return order.holdsFor(Cast.BOB.owner(), Cast.ALICE.root(), now);
    }

    @Test
    void itHoldsForEveryHolderForAMonthAndADayOfWrongClocks() {
        assertTrue(holds(ORDER, Cast.NOW));
        assertTrue(holds(ORDER, Cast.NOW.minus(Duration.ofHours(24))));
        assertFalse(holds(ORDER, Cast.NOW.minus(Duration.ofHours(25))));
        assertTrue(holds(ORDER, Cast.NOW.plus(Duration.ofDays(28))));
        assertFalse(holds(ORDER, Cast.NOW.plus(Duration.ofDays(30))));
        assertFalse(ORDER.holdsFor(Cast.BOB.owner(), Cast.BOB.root(), Cast.NOW), "another root key");
    }

    /** Whoever has the machine has its device key, and no more. */
    @Test
    void theDeviceKeyIsNotEnough() {
        RootOrder forged = RootOrder.cancelRelease(Cast.ALICE_DEVICE, Cast.NOW);
        RootOrder asAlice = new RootOrder(
                forged.kind(),
                Cast.ALICE.owner(),
                forged.addressee(),
                forged.sequence(),
                forged.notBefore(),
                forged.notAfter(),
                forged.signature());
        assertFalse(holds(asAlice, Cast.NOW));
    }

    @Test
    void itMayBeForOneHolderAlone() {
        RootOrder toCarol = new RootOrder(
                ORDER.kind(),
                ORDER.owner(),
                Cast.owner(3),
                ORDER.sequence(),
                ORDER.notBefore(),
                ORDER.notAfter(),
                ORDER.signature());
        assertFalse(holds(toCarol, Cast.NOW));
    }

    @Test
    void noBitOfItCanBeChangedUnnoticed() {
        for (int bit = 0; bit < 8 * RootOrder.BYTES; bit++) {
            byte[] changed = ORDER.bytes();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(readsAndHolds(changed), "bit " + bit);
        }
    }

    private static boolean readsAndHolds(byte[] bytes) {
        try {
            return holds(RootOrder.read(bytes), Cast.NOW);
        } catch (HoldfastException refused) {
            return false;
        }
    }

    @Test
    void noneHoldsForLongerThanAMonthNorBeforeItBegins() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new RootOrder(
                        ORDER.kind(),
                        ORDER.owner(),
                        RootOrder.ALL,
                        1,
                        Cast.NOW,
                        Cast.NOW.plus(Duration.ofDays(31)),
                        ORDER.signature()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new RootOrder(
                        ORDER.kind(), ORDER.owner(), RootOrder.ALL, 1, Cast.NOW, Cast.NOW, ORDER.signature()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new RootOrder(
                        ORDER.kind(),
                        ORDER.owner(),
                        RootOrder.ALL,
                        0,
                        Cast.NOW,
                        Cast.NOW.plusSeconds(1),
                        ORDER.signature()));
    }
}
