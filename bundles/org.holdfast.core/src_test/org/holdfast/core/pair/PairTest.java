// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.holdfast.core.pair.Pairing.Outcome;
import org.holdfast.core.support.Duet;
import org.holdfast.core.support.People;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.PairMessage.PairAnswer;
import org.holdfast.wire.PairMessage.PairAsk;
import org.holdfast.wire.PairMessage.PairOpen;
import org.holdfast.wire.PairMessage.PairPinned;
import org.junit.jupiter.api.Test;

/** Alice asks, Bob answers; Carol would like to be taken for each of them. */
class PairTest {
    private static final ConfederationId STREET =
            ConfederationRef.open("street").id();
    private static final Bytes CHANNEL = Bytes.of(People.filled(0x22, 32));
    private static final Bytes OTHER_CHANNEL = Bytes.of(People.filled(0x23, 32));

    private final Person alice = new Person(People.ALICE);
    private final Person bob = new Person(People.BOB);
    private final Duet<Outcome, Outcome> duet = new Duet<>();
    private Duet.Side<Outcome> left;
    private Duet.Side<Outcome> right;

    private static PairAsker asker(Person self, int nonce, Person other, Bytes channel) {
        return new PairAsker(STREET, self.side(nonce), "asker", People.peer(other.self), channel);
    }

    private static PairAnswerer answerer(Person self, int nonce, Person other, Bytes channel) {
        return new PairAnswerer(STREET, self.side(nonce), "answerer", People.peer(other.self), channel);
    }

    private void meet() {
        left = duet.left(asker(alice, 1, bob, CHANNEL), alice);
        right = duet.right(answerer(bob, 2, alice, CHANNEL), bob);
        duet.play();
    }

    private void say(Person person, Duet.Side<Outcome> side, boolean same) {
        person.says = Optional.of(same);
        side.elapse();
        duet.play();
    }

    private static ErrorCode failure(Duet.Side<Outcome> side) {
        return assertInstanceOf(Outcome.Failed.class, side.outcome()).code();
    }

    @Test
    void bothSeeTheSameDigitsAndPinAfterBothSaidYes() {
        meet();
        assertEquals(alice.digits, bob.digits);
        assertTrue(alice.digits.orElseThrow().matches("[0-9]{6}"));
        say(bob, right, true);
        assertFalse(bob.hasPinned() || alice.hasPinned());
        say(alice, left, true);
        assertTrue(bob.hasPinned() && alice.hasPinned());
        assertEquals(new Outcome.Paired("answerer", true), left.outcome());
        assertEquals(new Outcome.Paired("asker", true), right.outcome());
    }

    @Test
    void theRunIsCountedBeforeANonceIsOut() {
        meet();
        assertEquals(List.of("Begin", "Show"), alice.done);
        assertEquals(List.of("Begin", "Show"), bob.done);
        bob.refusing = Optional.of(ErrorCode.PAIRING_REFUSED);
        Duet<Outcome, Outcome> again = new Duet<>();
        var asking = again.left(asker(alice, 1, bob, CHANNEL), alice);
        again.right(answerer(bob, 2, alice, CHANNEL), bob);
        again.play();
        assertEquals(List.of("<PAIR_ASK", ">ERROR"), again.transcript);
        assertEquals(ErrorCode.PAIRING_REFUSED, failure(asking));
    }

    @Test
    void whereOneSaysNoNobodyPins() {
        meet();
        say(bob, right, true);
        say(alice, left, false);
        assertEquals(ErrorCode.PAIRING_REFUSED, failure(left));
        assertEquals(ErrorCode.PAIRING_REFUSED, failure(right));
        assertFalse(bob.hasPinned() || alice.hasPinned());
    }

    /** She ends one link and begins another, with her own keys on both: she has to, as the links prove keys. */
    @Test
    void whoeverStandsInBetweenMakesTheDigitsDiffer() {
        Person carol = new Person(People.CAROL);
        for (int nonce = 3; nonce < 60; nonce++) {
            Duet<Outcome, Outcome> withAlice = new Duet<>();
            withAlice.left(asker(alice, 1, carol, CHANNEL), alice);
            withAlice.right(answerer(carol, nonce, alice, CHANNEL), carol);
            withAlice.play();
            Duet<Outcome, Outcome> withBob = new Duet<>();
            withBob.left(asker(carol, nonce, bob, OTHER_CHANNEL), carol);
            withBob.right(answerer(bob, 2, carol, OTHER_CHANNEL), bob);
            withBob.play();
            assertNotEquals(alice.digits, bob.digits);
        }
    }

    @Test
    void keysThatAreSwappedOnTheWayAreNotThoseOfTheLink() {
        Person carol = new Person(People.CAROL);
        duet.altering(message ->
                message instanceof PairAnswer answer ? new PairAnswer(carol.side(9), answer.name()) : message);
        meet();
        assertEquals(ErrorCode.PEER_MISBEHAVED, failure(left));
        assertEquals(List.of(), alice.done);
    }

    @Test
    void whoOpensSomethingElseThanItCommittedToIsFound() {
        duet.altering(message -> message instanceof PairOpen ? new PairOpen(alice.side(7)) : message);
        meet();
        assertEquals(ErrorCode.PEER_MISBEHAVED, failure(right));
        assertEquals(Optional.empty(), bob.digits);
        assertFalse(bob.hasPinned());
    }

    /** What Alice said once, said again by somebody else: the digits are others, as Bob's nonce and the link are. */
    @Test
    void aReplayedRunGivesOtherDigits() {
        meet();
        Optional<String> first = bob.digits;
        Duet<Outcome, Outcome> replay = new Duet<>();
        replay.left(asker(alice, 1, bob, CHANNEL), new Person(People.ALICE));
        replay.right(answerer(bob, 5, alice, OTHER_CHANNEL), bob);
        replay.play();
        assertNotEquals(first, bob.digits);
    }

    @Test
    void theDigitsAreBoundToTheLinkAndToWhoAsked() {
        meet();
        Optional<String> first = alice.digits;
        Duet<Outcome, Outcome> elsewhere = new Duet<>();
        elsewhere.left(asker(alice, 1, bob, OTHER_CHANNEL), alice);
        elsewhere.right(answerer(bob, 2, alice, OTHER_CHANNEL), bob);
        elsewhere.play();
        assertNotEquals(first, alice.digits);
        Duet<Outcome, Outcome> turned = new Duet<>();
        turned.left(asker(bob, 2, alice, CHANNEL), bob);
        turned.right(answerer(alice, 1, bob, CHANNEL), alice);
        turned.play();
        assertNotEquals(first, alice.digits);
    }

    @Test
    void openConfederationsOfDifferentNamesDoNotMix() {
        left = duet.left(
                new PairAsker(
                        ConfederationRef.open("lane").id(), alice.side(1), "asker", People.peer(People.BOB), CHANNEL),
                alice);
        right = duet.right(answerer(bob, 2, alice, CHANNEL), bob);
        duet.play();
        assertEquals(ErrorCode.PAIRING_REFUSED, failure(left));
        assertEquals(List.of(), bob.done);
    }

    @Test
    void whoIsNotAcceptedHearsNoKeys() {
        bob.refusing = Optional.of(ErrorCode.PAIRING_CLOSED);
        meet();
        assertEquals(ErrorCode.PAIRING_CLOSED, failure(left));
        assertEquals(List.of("<PAIR_ASK", ">ERROR"), duet.transcript);
        assertEquals(List.of(), alice.done);
    }

    @Test
    void peopleWhoSayNothingPairNothing() {
        meet();
        for (int i = 0; left.outcome.isEmpty(); i++) {
            assertTrue(i <= Pairing.LOOKS, "it never ends");
            left.elapse();
        }
        duet.play();
        assertEquals(ErrorCode.TIMED_OUT, failure(left));
        assertEquals(ErrorCode.TIMED_OUT, failure(right));
    }

    @Test
    void anOwnYesAloneIsNotEnough() {
        meet();
        say(alice, left, true);
        left.elapse();
        assertEquals(ErrorCode.TIMED_OUT, failure(left));
        assertFalse(alice.hasPinned());
    }

    /** Then one side may have pinned alone: it says so, and people pair again. */
    @Test
    void aLinkThatBreaksAfterThePinIsToldApart() {
        duet.losing(PairPinned.class::isInstance);
        meet();
        say(bob, right, true);
        say(alice, left, true);
        left.disconnect();
        assertEquals(new Outcome.Paired("answerer", false), left.outcome());
    }

    @Test
    void anythingElseEndsIt() {
        meet();
        duet.toRight(new PairAsk(STREET, alice.side(1).commitment(), "asker"));
        duet.play();
        assertEquals(ErrorCode.PEER_MISBEHAVED, failure(right));
        assertEquals(ErrorCode.PEER_MISBEHAVED, failure(left));
    }
}
