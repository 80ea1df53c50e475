// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.holdfast.model.ByteCount;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.junit.jupiter.api.Test;

class AdvertTest {
    @Test
    void itSaysWhoAndWhere() {
        Advert advert = Advert.read(Cast.advert().bytes());

        assertTrue(advert.verify());
        assertEquals(Cast.advert(), advert);
        assertEquals(Cast.ALICE.owner(), advert.owner());
        assertEquals(Cast.ALICE.device(), advert.device());
        assertEquals(Cast.NOW.toEpochMilli(), advert.sequence());
        assertEquals(7, advert.rosterVersion());
        assertEquals(36, advert.freeSpace());
        assertEquals(new NodeAddress("192.168.1.7", 7600), advert.addresses().get(0));
        assertEquals(
                new NodeAddress("2001:db8:0:0:0:0:0:7", 7600),
                advert.addresses().get(1));
    }

    @Test
    void theLongestIsAShortDatagram() {
        NodeAddress v6 = new NodeAddress("2001:db8:1111:2222:3333:4444:5555:6666", 65_535);
        Advert longest = issue(Collections.nCopies(4, v6), "n".repeat(64));

        assertEquals(Advert.MAX_BYTES, longest.bytes().length);
        assertTrue(Advert.MAX_BYTES <= 700);
        assertEquals(longest, Advert.read(longest.bytes()));
    }

    @Test
    void noByteCanBeChanged() {
        byte[] bytes = Cast.advert().bytes();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertFalse(accepted(changed), "byte " + i);
        }
    }

    private static boolean accepted(byte[] bytes) {
        try {
            return Advert.read(bytes).verify();
        } catch (HoldfastException refused) {
            return false;
        }
    }

    @Test
    void nobodyAdvertisesForAnother() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Advert.issue(Cast.ALICE, Cast.FOUNDING.id(), offer(List.of(), "x"), Cast.NOW, Cast.MALLORY));
    }

    @Test
    void onlyNewOnesNearTheOwnClockAreLookedAt() {
        Instant now = Cast.NOW;
        long t = now.toEpochMilli();
        long day = Duration.ofHours(24).toMillis();

        assertTrue(Advert.fresh(t, 0, now));
        assertTrue(Advert.fresh(t, t - 1, now));
        assertFalse(Advert.fresh(t, t, now), "replayed");
        assertFalse(Advert.fresh(t - 1, t, now), "older than the last");
        assertTrue(Advert.fresh(t + day, t, now));
        assertFalse(Advert.fresh(t + day + 1, t, now));
        assertTrue(Advert.fresh(t - day, 0, now));
        assertFalse(Advert.fresh(t - day - 1, 0, now));
        assertFalse(Advert.fresh(0, 0, now));
    }

    @Test
    void addressesAreLiteralsThatMeanTheSameEverywhere() {
        for (String host : List.of("example.org", "localhost", "fe80::1%1", "1.2.3.4.5", "")) {
            assertThrows(IllegalArgumentException.class, () -> issue(List.of(new NodeAddress(host, 7600)), "x"), host);
        }
        assertEquals(
                List.of(new NodeAddress("10.0.0.1", 1)),
                issue(List.of(new NodeAddress("::ffff:10.0.0.1", 1)), "x").addresses());
        NodeAddress one = new NodeAddress("10.0.0.1", 1);
        assertThrows(IllegalArgumentException.class, () -> issue(Collections.nCopies(5, one), "x"));
    }

    @Test
    void namesCannotPlayTricksOnScreens() {
        for (String name :
                List.of("", " ", "a ", "a\nb", "a\u001b[2Jb", "a\u202eb", "a\ud800", "n".repeat(65), "ü".repeat(33))) {
            assertThrows(IllegalArgumentException.class, () -> issue(List.of(), name), name);
        }
        assertEquals("Zoë’s Büro 💾", issue(List.of(), "Zoë’s Büro 💾").name());
    }

    @Test
    void hostsAreToldApartWithoutBeingNamed() {
        assertEquals(Advert.hostHash("host-a"), Cast.advert().host());
        assertNotEquals(Advert.hostHash("host-a"), Advert.hostHash("host-b"));
        assertEquals(0, Advert.spaceClass(ByteCount.ZERO));
        assertEquals(0, Advert.spaceClass(ByteCount.of(1)));
        assertEquals(1, Advert.spaceClass(ByteCount.of(3)));
        assertEquals(62, Advert.spaceClass(ByteCount.of(Long.MAX_VALUE)));
    }

    private static Advert issue(List<NodeAddress> addresses, String name) {
        return Advert.issue(Cast.ALICE, Cast.FOUNDING.id(), offer(addresses, name), Cast.NOW, Cast.ALICE_DEVICE);
    }

    private static Advert.Offer offer(List<NodeAddress> addresses, String name) {
        return new Advert.Offer(0, "host-a", ByteCount.ZERO, addresses, name);
    }
}
