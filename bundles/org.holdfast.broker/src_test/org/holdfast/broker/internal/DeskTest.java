// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.holdfast.format.identity.Advert;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.Bytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a broker takes and refuses, in the order of docs/protocol-discovery.md. */
@Tag("R3")
class DeskTest {
    private static final Instant NOW = Adverts.NOW;
    private static final SourceNetwork HERE = network(1);
    private static final SourceNetwork THERE = network(2);
    private final Directory directory = new Directory(new Random(1));
    private final Desk desk = new Desk(directory, Set.of(), NOW);

    private static SourceNetwork network(int number) {
        return SourceNetwork.of(InetAddress.ofLiteral("192.0." + number + ".1"));
    }

    private Answer tell(byte[] advert) {
        return desk.answer(new Question(Adverts.GROUP, 64, advert), HERE, NOW);
    }

    @Test
    void whatOneSaysAnotherHears() {
        byte[] one = Adverts.of(1, NOW).bytes();
        assertEquals(new Answer(Reception.TAKEN, 1, List.of()), tell(one));
        Answer other =
                desk.answer(new Question(Adverts.GROUP, 64, Adverts.of(2, NOW).bytes()), THERE, NOW);
        assertEquals(new Answer(Reception.TAKEN, 2, List.of(Bytes.of(one))), other);
        Answer newcomer = desk.answer(new Question(Adverts.GROUP, 64, new byte[0]), THERE, NOW);
        assertEquals(2, newcomer.adverts().size());
        assertEquals(Reception.TAKEN, newcomer.reception());
    }

    @Test
    void badAdvertsAreRefusedByName() {
        Advert good = Adverts.of(1, NOW);
        byte[] forged = good.bytes();
        forged[forged.length - 1] ^= 1;
        assertEquals(Reception.FORGED, tell(forged).reception());
        assertEquals(Reception.MALFORMED, tell(new byte[] {1, 2, 3}).reception());
        assertEquals(Reception.MALFORMED, tell(new byte[700]).reception());
        assertEquals(
                Reception.MALFORMED,
                tell(Adverts.of(Adverts.OTHERS, 1, NOW).bytes()).reception(),
                "of another group than was asked for");
        assertEquals(
                Reception.NOT_FRESH,
                tell(Adverts.of(1, NOW.plus(Duration.ofHours(25))).bytes()).reception());
        assertEquals(
                Reception.NOT_FRESH,
                tell(Adverts.of(1, NOW.minus(Duration.ofHours(25))).bytes()).reception());
        assertEquals(0, directory.adverts());

        assertEquals(Reception.TAKEN, tell(good.bytes()).reception());
        assertEquals(Reception.NOT_FRESH, tell(good.bytes()).reception(), "replayed");
    }

    @Test
    void onlyTheConfederationsThatItIsForAreServed() {
        String ours = JoinCode.group(Adverts.OURS).substring("holdfast-".length());
        Desk strict = new Desk(directory, Set.of(ours), NOW);
        byte[] good = Adverts.of(1, NOW).bytes();
        assertEquals(
                Reception.TAKEN,
                strict.answer(new Question(Adverts.GROUP, 64, good), HERE, NOW).reception());
        byte[] other = Adverts.of(Adverts.OTHERS, 1, NOW).bytes();
        assertEquals(
                Reception.NO_ROOM,
                strict.answer(new Question(Adverts.group(Adverts.OTHERS), 64, other), HERE, NOW)
                        .reception());
    }

    @Test
    void signaturesAreCheckedWithinAnAllowance() {
        byte[] forged = Adverts.of(1, NOW).bytes();
        forged[forged.length - 1] ^= 1;
        int checked = 0;
        for (int i = 0; i < 3 * Desk.SIGNATURES; i++) {
            checked += tell(forged).reception() == Reception.FORGED ? 1 : 0;
        }
        assertEquals(2 * Desk.SIGNATURES, checked);
    }

    @Test
    void oneNetworkIsHeardSoOftenAndOthersMeanwhile() {
        int heard = 0;
        for (int i = 0; i < 1_000; i++) {
            heard += desk.admits(HERE, NOW) ? 1 : 0;
        }
        assertEquals(Desk.OF_NETWORK_AT_ONCE, heard);
        assertTrue(desk.admits(THERE, NOW));
        assertFalse(desk.admits(HERE, NOW.plusMillis(10)));
        assertTrue(desk.admits(HERE, NOW.plusSeconds(1)));
    }

    @Test
    void aSiteWithManyNetworksIsHeardAsOftenAsFive() {
        int heard = 0;
        for (int i = 0; i < 3_000; i++) {
            var from = InetAddress.ofLiteral("2001:db8:7:" + Integer.toHexString(i) + "::1");
            heard += desk.admits(SourceNetwork.of(from), NOW) ? 1 : 0;
        }
        assertEquals(Desk.OF_SITE_AT_ONCE, heard);
        assertTrue(desk.admits(SourceNetwork.of(InetAddress.ofLiteral("2001:db8:8::1")), NOW));
    }

    /** More networks than are remembered: each is one of the first again, and memory stays bounded. */
    @Test
    void networksAreForgottenInTurn() {
        for (int i = 0; i < 10_000; i++) {
            assertTrue(desk.admits(
                    SourceNetwork.of(InetAddress.ofLiteral("10." + (i >> 8) + "." + (i & 255) + ".1")), NOW));
        }
    }
}
