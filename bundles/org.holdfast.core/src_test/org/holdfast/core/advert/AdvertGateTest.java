// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.advert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.holdfast.core.advert.AdvertGate.Membership;
import org.holdfast.core.advert.AdvertGate.Self;
import org.holdfast.format.Signatures;
import org.holdfast.format.identity.Advert;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Id32;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Test;

/** What an advert is found to be, and what is remembered. Signatures are somebody else's business here. */
class AdvertGateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ConfederationId OURS = new ConfederationId(id(7));
    private static final OwnerId MEMBER = new OwnerId(id(100));
    private static final OwnerId STRANGER = new OwnerId(id(200));
    private static final Self SELF = new Self(new OwnerId(id(1)), new DeviceKey(id(2)));
    private static final Membership MEMBERSHIP = new Membership(OURS::equals, Set.of(MEMBER)::contains);

    private final AdvertGate gate = new AdvertGate(SELF, NOW);

    private static Id32 id(long number) {
        return new Id32(number, 0, 0, 0);
    }

    private static Advert advert(OwnerId owner, DeviceKey device, Instant when, int port) {
        return new Advert(
                owner,
                device,
                OURS,
                1,
                when.toEpochMilli(),
                1,
                0,
                1,
                List.of(new NodeAddress("192.0.2.1", port)),
                "n",
                Bytes.of(new byte[Signatures.BYTES]));
    }

    private static Advert advert(OwnerId owner, long device, Instant when) {
        return advert(owner, new DeviceKey(id(device)), when, 1);
    }

    private Finding look(Advert advert) {
        return gate.look(advert, MEMBERSHIP, NOW);
    }

    @Test
    void membersAndStrangersAreToldApart() {
        assertEquals(Finding.MEMBER, look(advert(MEMBER, 3, NOW)));
        assertEquals(Finding.STRANGER, look(advert(STRANGER, 4, NOW)));
        Membership others = new Membership(id -> false, owner -> true);
        assertEquals(Finding.OTHER_CONFEDERATION, gate.look(advert(MEMBER, 3, NOW), others, NOW));
    }

    @Test
    void onlyWhatWasKeptIsOld() {
        Advert first = advert(MEMBER, 3, NOW);
        assertEquals(Finding.MEMBER, look(first));
        assertEquals(Finding.MEMBER, look(first), "its signature may have been wrong");
        assertTrue(gate.keep(first, Finding.MEMBER));
        assertEquals(Finding.NOT_FRESH, look(first));
        Advert next = advert(MEMBER, 3, NOW.plusMillis(1));
        assertEquals(Finding.REPEATED, look(next));
        assertFalse(gate.keep(next, Finding.MEMBER), "nothing new in it");
        assertTrue(gate.keep(advert(MEMBER, new DeviceKey(id(3)), NOW.plusMillis(2), 2), Finding.MEMBER), "it moved");
        assertEquals(Finding.NOT_FRESH, look(advert(MEMBER, 5, NOW.minus(Duration.ofHours(25)))));
        assertEquals(Finding.NOT_FRESH, look(advert(MEMBER, 5, NOW.plus(Duration.ofHours(25)))));
    }

    @Test
    void whatSaysTheSameIsCheckedAgainAfterAWhile() {
        gate.keep(advert(MEMBER, 3, NOW), Finding.MEMBER);
        Duration almost = AdvertGate.GOOD_FOR.minusMillis(1);
        assertEquals(Finding.REPEATED, look(advert(MEMBER, 3, NOW.plus(almost))));
        assertEquals(Finding.MEMBER, look(advert(MEMBER, 3, NOW.plus(AdvertGate.GOOD_FOR))));
        assertEquals(Finding.MEMBER, look(advert(MEMBER, new DeviceKey(id(3)), NOW.plusMillis(1), 2)), "it moved");
        gate.keep(advert(STRANGER, 4, NOW), Finding.STRANGER);
        assertEquals(
                Finding.STRANGER,
                look(advert(STRANGER, 4, NOW.plusMillis(1))),
                "of strangers nothing is taken on trust");
    }

    @Test
    void anAdvertOfThisDeviceThatWasNotMadeHereIsATwins() {
        Advert own = advert(SELF.owner(), 2, NOW.plusSeconds(5));
        gate.issued(own);
        assertEquals(Finding.OWN, look(own));
        assertEquals(Finding.OWN, look(advert(SELF.owner(), 2, NOW.minusSeconds(5))), "before the start");
        assertEquals(Finding.TWIN, look(advert(SELF.owner(), 2, NOW.plusSeconds(6))));
        assertEquals(Finding.RIVAL, look(advert(SELF.owner(), 3, NOW.plusSeconds(6))));
    }

    @Test
    void ofOwnAdvertsTheLatestAreRemembered() {
        for (int i = 1; i <= 1_000; i++) {
            gate.issued(advert(SELF.owner(), 2, NOW.plusSeconds(i)));
        }
        for (int i = 1; i <= 1_000; i++) {
            assertEquals(Finding.OWN, look(advert(SELF.owner(), 2, NOW.plusSeconds(i))), "number " + i);
        }
    }

    @Test
    void strangersTakeNoMembersPlace() {
        gate.keep(advert(MEMBER, 3, NOW), Finding.MEMBER);
        int looked = 0;
        for (int i = 0; i < 10_000; i++) {
            Advert advert = advert(STRANGER, 1_000 + i, NOW);
            if (look(advert) == Finding.STRANGER) {
                gate.keep(advert, Finding.STRANGER);
                looked++;
            }
        }
        assertEquals(AdvertGate.STRANGERS_AT_ONCE, looked);
        assertEquals(1, gate.members().size());
        assertEquals(Finding.MEMBER, look(advert(MEMBER, 5, NOW)), "and members are still heard");
        assertEquals(Finding.TOO_MANY, look(advert(STRANGER, 999, NOW)));
        assertEquals(Finding.STRANGER, gate.look(advert(STRANGER, 999, NOW), MEMBERSHIP, NOW.plusSeconds(1)));
    }

    @Test
    void theLatestMembersAreKept() {
        for (int i = 0; i < AdvertGate.MOST_MEMBERS + 10; i++) {
            gate.keep(advert(MEMBER, 1_000 + i, NOW), Finding.MEMBER);
        }
        List<Advert> kept = gate.members();
        assertEquals(AdvertGate.MOST_MEMBERS, kept.size());
        assertEquals(new DeviceKey(id(1_010)), kept.getFirst().device());
        gate.keep(advert(MEMBER, 1_010, NOW.plusSeconds(1)), Finding.MEMBER);
        assertEquals(new DeviceKey(id(1_010)), gate.members().getLast().device());
    }

    @Test
    void aStrangerWhoIsListedLaterIsAMember() {
        gate.keep(advert(STRANGER, 4, NOW), Finding.STRANGER);
        gate.keep(advert(STRANGER, 4, NOW.plusSeconds(1)), Finding.MEMBER);
        assertEquals(1, gate.members().size());
    }
}
