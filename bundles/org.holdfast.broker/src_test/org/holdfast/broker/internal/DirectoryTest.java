// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.format.identity.Advert;
import org.holdfast.model.Bytes;
import org.holdfast.model.Id16;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is kept, for how long, and who is suggested. */
@Tag("R3")
class DirectoryTest {
    private static final Instant NOW = Adverts.NOW;
    private final Directory directory = new Directory(new Random(1));
    private final Advert template = Adverts.of(1, NOW);

    private static SourceNetwork network(int number) {
        return SourceNetwork.of(InetAddress.ofLiteral("192.0." + number + ".9"));
    }

    /** Another device's, not signed: the directory is told of adverts whose signature was checked. */
    private Advert advert(int device, Instant when) {
        return new Advert(
                template.owner(),
                Adverts.signer(device).key(),
                template.confederation(),
                1,
                when.toEpochMilli(),
                1,
                0,
                1,
                List.of(),
                "n",
                template.signature());
    }

    private void put(int network, int device) {
        assertTrue(directory.put(Adverts.GROUP, network(network), advert(device, NOW), NOW));
    }

    private Set<Bytes> some(int asker, int wanted) {
        List<Bytes> some = directory.some(Adverts.GROUP, network(asker), List.of(), wanted);
        Set<Bytes> different = new HashSet<>(some);
        assertEquals(different.size(), some.size(), "none comes twice");
        return different;
    }

    private Set<Bytes> of(Integer... devices) {
        return Stream.of(devices)
                .map(each -> Bytes.of(advert(each, NOW).bytes()))
                .collect(Collectors.toSet());
    }

    @Test
    void othersComeBeforeTheAskersOwnNetwork() {
        put(1, 1);
        put(1, 2);
        put(2, 3);
        put(3, 4);
        assertEquals(of(3, 4), some(1, 2));
        assertEquals(of(1, 2, 3, 4), some(1, 64));
        assertEquals(4, directory.known(Adverts.GROUP));
        assertEquals(Set.of(), some(1, 0));
    }

    @Test
    void whoAsksIsNotToldOfItself() {
        put(1, 1);
        put(2, 2);
        assertEquals(
                List.copyOf(of(1)),
                directory.some(
                        Adverts.GROUP, network(3), List.of(Adverts.signer(2).key()), 64));
    }

    @Test
    void groupsDoNotHearOfEachOther() {
        put(1, 1);
        assertEquals(List.of(), directory.some(Adverts.group(Adverts.OTHERS), network(2), List.of(), 64));
    }

    @Test
    void aDeviceIsThereOnceWhereverItCameFromLast() {
        put(1, 1);
        assertTrue(directory.put(Adverts.GROUP, network(2), advert(1, NOW.plusSeconds(1)), NOW));
        assertEquals(1, directory.known(Adverts.GROUP));
        assertEquals(
                NOW.plusSeconds(1).toEpochMilli(),
                directory.sequence(Adverts.GROUP, Adverts.signer(1).key()));
    }

    @Test
    void whoDoesNotComeBackIsForgotten() {
        put(1, 1);
        directory.put(Adverts.GROUP, network(1), advert(2, NOW), NOW.plusSeconds(1));
        directory.forget(NOW.plus(Directory.KEPT).plusMillis(1));
        assertEquals(of(2), some(9, 64));
        directory.forget(NOW.plus(Directory.KEPT).plusMillis(1_001));
        assertEquals(0, directory.groups());
    }

    /** Two thousand made-up devices of one network beside three honest networks. */
    @Test
    void aFloodFromOneNetworkTakesNobodyElsesPlace() {
        put(1, 1);
        put(2, 2);
        put(3, 3);
        for (int i = 0; i < 2_000; i++) {
            put(66, 1_000 + i);
        }
        assertEquals(3 + Roll.MOST_OF_NETWORK, directory.adverts());
        assertTrue(some(9, 8).containsAll(of(1, 2, 3)));
    }

    @Test
    void theWholeIsBoundedAtTheCostOfTheLargest() {
        for (int network = 1; network <= 11; network++) {
            for (int i = 0; i < Roll.MOST_OF_NETWORK; i++) {
                directory.put(Adverts.GROUP, network(network), numbered(network * 10_000 + i), NOW);
            }
        }
        directory.put(Adverts.GROUP, network(200), numbered(5), NOW);
        assertEquals(Roll.MOST, directory.known(Adverts.GROUP));
        assertTrue(some(1, 12).contains(Bytes.of(numbered(5).bytes())));
    }

    /** Names of groups are free: thirty of them, each filled from as many networks as it takes. */
    @Test
    void allGroupsTogetherAreBoundedAndTheSmallStay() {
        put(250, 1);
        for (int i = 0; i < Directory.MOST + 2_000; i++) {
            directory.put(new Id16(1, i % 30), network(1 + i % 40), numbered(i), NOW);
        }
        assertEquals(Directory.MOST, directory.adverts());
        assertEquals(of(1), some(9, 64));
    }

    @Test
    void oneSiteHasItsShareOfAllGroupsHoweverManyNetworksItMakes() {
        put(250, 1);
        for (int i = 0; i < Directory.MOST_OF_SITE + 1_000; i++) {
            InetAddress from = InetAddress.ofLiteral("2001:db8:7:" + Integer.toHexString(i) + "::1");
            directory.put(new Id16(1, i % 30), SourceNetwork.of(from), numbered(i), NOW);
        }
        assertEquals(1 + Directory.MOST_OF_SITE, directory.adverts());
        assertEquals(of(1), some(9, 64));
    }

    @Test
    void whoRenewsItsAdvertTakesNobodysPlace() {
        for (int i = 0; i < Directory.MOST_OF_SITE; i++) {
            directory.put(new Id16(1, i % 30), network(1), numbered(i), NOW);
        }
        directory.put(new Id16(1, 0), network(1), numbered(0), NOW);
        assertEquals(Directory.MOST_OF_SITE, directory.adverts());
    }

    /** With a key that nobody has: making eleven thousand takes too long. */
    private Advert numbered(int number) {
        var key = new org.holdfast.model.DeviceKey(new org.holdfast.model.Id32(number, 1, 2, 3));
        return new Advert(
                template.owner(),
                key,
                template.confederation(),
                1,
                NOW.toEpochMilli(),
                1,
                0,
                1,
                List.of(),
                "n",
                template.signature());
    }

    @Test
    void groupsAreBounded() {
        for (int i = 0; i < Directory.MOST_GROUPS; i++) {
            assertTrue(directory.put(new Id16(1, i), network(1), advert(1, NOW), NOW));
        }
        assertFalse(directory.put(new Id16(2, 0), network(1), advert(1, NOW), NOW));
        assertTrue(directory.put(new Id16(1, 0), network(1), advert(1, NOW), NOW), "a known one goes on");
        assertTrue(
                directory.put(
                        new Id16(2, 0),
                        network(1),
                        advert(1, NOW),
                        NOW.plus(Directory.KEPT).plusSeconds(1)),
                "when others are forgotten");
    }

    @Test
    void suggestionsDiffer() {
        for (int i = 0; i < 40; i++) {
            put(i % 4, i);
        }
        Set<Set<Bytes>> answers = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            answers.add(some(9, 5));
        }
        assertTrue(answers.size() > 10, () -> answers.size() + " different answers");
    }
}
