// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.Self;
import org.holdfast.core.handshake.Handshake.Outcome;
import org.holdfast.core.handshake.Handshake.Outcome.Connected;
import org.holdfast.core.support.Duet;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Words;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.Hello;
import org.holdfast.wire.LinkMessage.Standing;
import org.junit.jupiter.api.Test;

/** Alice dials Bob in a confederation without a roster. */
class OpenHandshakeTest {
    private final Duet<Outcome, Outcome> duet = new Duet<>();

    private static Handshake handshake(Hello.Role role, Self self, Self other, Set<OwnerId> pins, boolean expecting) {
        return new Handshake(new HandshakeSetup(
                new Hello.Binding(
                        role, Words.CHANNEL, self.device().key(), other.device().key()),
                self.certificate(),
                self.device(),
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(1),
                expecting ? Optional.of(other.id()) : Optional.empty(),
                Optional.of(pins::contains),
                owner -> Optional.empty(),
                People.NOW));
    }

    /** How it ends for Alice. */
    private Connected meet(Set<OwnerId> alices, Set<OwnerId> bobs, boolean expecting) {
        var left = duet.left(
                handshake(Hello.Role.DIALLER, People.ALICE, People.BOB, alices, expecting), action -> Optional.empty());
        var right = duet.right(
                handshake(Hello.Role.ACCEPTOR, People.BOB, People.ALICE, bobs, false), action -> Optional.empty());
        duet.play();
        assertInstanceOf(Connected.class, right.outcome());
        return assertInstanceOf(Connected.class, left.outcome());
    }

    @Test
    void whoArePairedAreMembersOfEachOther() {
        assertTrue(
                meet(Set.of(People.BOB.id()), Set.of(People.ALICE.id()), false).members());
    }

    @Test
    void whoIsNotPairedIsAStrangerThoughItWasExpected() {
        Connected met = meet(Set.of(), Set.of(), true);
        assertEquals(Standing.STRANGER, met.peerIs());
        assertEquals(Standing.STRANGER, met.weAre());
    }

    @Test
    void onePinAloneIsNotEnough() {
        Connected met = meet(Set.of(People.BOB.id()), Set.of(People.CAROL.id()), false);
        assertFalse(met.members());
        assertEquals(Standing.MEMBER, met.peerIs());
        assertEquals(Standing.STRANGER, met.weAre());
    }

    @Test
    void theNextDeviceOfAPairedOwnerIsOneToo() {
        Handshake alice = handshake(Hello.Role.DIALLER, People.NEW_ALICE, People.BOB, Set.of(People.BOB.id()), false);
        var left = duet.left(alice, action -> Optional.empty());
        duet.right(
                handshake(Hello.Role.ACCEPTOR, People.BOB, People.NEW_ALICE, Set.of(People.ALICE.id()), false),
                action -> Optional.empty());
        duet.play();
        assertTrue(assertInstanceOf(Connected.class, left.outcome()).members());
    }
}
