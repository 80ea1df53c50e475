// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.core.Peer;
import org.holdfast.core.Self;
import org.holdfast.core.handshake.Handshake.Outcome.Connected;
import org.holdfast.core.handshake.Handshake.Outcome.Refused;
import org.holdfast.core.support.People;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.DeviceEpoch;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.Hello;
import org.holdfast.wire.LinkMessage.Bye;
import org.holdfast.wire.LinkMessage.Standing;
import org.holdfast.wire.LinkMessage.Welcome;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private final Meeting meeting = new Meeting();

    private Refused refusedByAcceptor() {
        Refused told = assertInstanceOf(Refused.class, meeting.left.outcome());
        Refused refused = assertInstanceOf(Refused.class, meeting.right.outcome());
        assertFalse(refused.byPeer());
        assertTrue(told.byPeer());
        assertEquals(refused.code(), told.code());
        return refused;
    }

    @Test
    void membersMeet() {
        meeting.play();
        Connected left = assertInstanceOf(Connected.class, meeting.left.outcome());
        assertEquals(People.peer(People.BOB), left.peer());
        assertTrue(left.members());
        assertEquals(7412, left.port());
        assertEquals(List.of(2), left.formats(), "what both can store and send");
        Connected right = assertInstanceOf(Connected.class, meeting.right.outcome());
        assertEquals(People.peer(People.ALICE), right.peer());
        assertEquals(List.of("<HELLO", ">HELLO", "<WELCOME", ">WELCOME"), sortedTranscript());
        assertTrue(meeting.adopted.isEmpty());
    }

    /** Both sides speak at once, so that only the order of each side's own words is certain. */
    private List<String> sortedTranscript() {
        List<String> hellos =
                meeting.duet.transcript.subList(0, 2).stream().sorted().toList();
        List<String> rest = meeting.duet.transcript.subList(2, meeting.duet.transcript.size()).stream()
                .sorted()
                .toList();
        return Stream.concat(hellos.stream(), rest.stream()).toList();
    }

    @Test
    void aStrangerIsToldSoAndMayOnlyJoin() {
        meeting.between(People.CAROL, People.BOB);
        meeting.diallersRoster = Optional.empty();
        meeting.play();
        Connected left = assertInstanceOf(Connected.class, meeting.left.outcome());
        Connected right = assertInstanceOf(Connected.class, meeting.right.outcome());
        assertEquals(Standing.STRANGER, right.peerIs());
        assertEquals(Standing.STRANGER, left.weAre());
        assertFalse(left.members());
        assertFalse(right.members());
    }

    @Test
    void whoeverHasTheOlderRosterFetchesAndAdoptsTheNewer() {
        Roster old = People.roster(People.ALICE, People.BOB);
        Roster newer = old.with(People.row(People.CAROL), People.NOW, People.ADMIN);
        meeting.between(People.CAROL, People.BOB).rosters(newer, old).play();
        assertTrue(assertInstanceOf(Connected.class, meeting.left.outcome()).members());
        assertTrue(assertInstanceOf(Connected.class, meeting.right.outcome()).members());
        assertEquals(List.of(newer), meeting.adopted);
        assertTrue(meeting.duet.transcript.contains(">ROSTER_GET"));
        assertFalse(meeting.duet.transcript.contains("<ROSTER_GET"));
    }

    @Test
    void aLongRosterComesInPieces() {
        Roster old = People.roster(People.ALICE, People.BOB);
        List<RosterEntry> rows = new ArrayList<>(old.entries());
        for (int i = 0; i < 3000; i++) {
            byte[] id = People.filled(0, 32);
            id[0] = (byte) (i >> 8);
            id[1] = (byte) i;
            rows.add(RosterEntry.active(OwnerId.of(id), "a rather long site label", "node " + i));
        }
        Roster newer = old.next(rows, old.admins(), 1, People.NOW, List.of(People.ADMIN));
        meeting.rosters(old, newer).play();
        assertEquals(List.of(newer), meeting.adopted);
        long pieces = meeting.duet.transcript.stream().filter(">ROSTER"::equals).count();
        assertTrue(pieces > 3, pieces + " pieces");
    }

    @Test
    void aRosterThatIsNotRightlySignedEndsTheTalk() {
        Roster old = People.roster(People.ALICE, People.BOB);
        Roster forged = old.with(People.row(People.CAROL), People.NOW, People.signer(66));
        meeting.between(People.CAROL, People.BOB).rosters(forged, old).play();
        assertEquals(ErrorCode.PEER_MISBEHAVED, refusedByAcceptor().code());
        assertTrue(meeting.adopted.isEmpty());
    }

    /** Version 2, in which there is a second admin. */
    private static Roster shared(Signer second) {
        var appointment = new RosterChange.Appointment(second.key(), People.CAROL.id());
        return People.roster(People.ALICE, People.BOB).changed(List.of(appointment), People.NOW, People.ADMIN);
    }

    @Test
    void aForkedRosterIsNotAdopted() {
        Signer second = People.signer(10);
        Roster both = shared(second);
        Roster mine = both.changed(
                List.of(new RosterChange.Dismissal(second.key(), People.CAROL.id())), People.NOW, People.ADMIN);
        Roster other = both.with(People.row(People.BOB), People.NOW, second)
                .with(People.row(People.CAROL), People.NOW.plusSeconds(1), second);
        assertEquals(Roster.Verdict.FORKED, mine.judge(other));
        meeting.rosters(other, mine).play();
        assertTrue(meeting.adopted.isEmpty());
        assertTrue(assertInstanceOf(Connected.class, meeting.right.outcome()).members());
    }

    @Test
    @Tag("R2")
    void whoWasAwayFollowsAnAdminThatItNeverHeardOf() {
        Signer second = People.signer(10);
        Roster old = People.roster(People.ALICE, People.BOB);
        Roster newer = shared(second)
                .with(People.row(People.CAROL), People.NOW, second)
                .with(People.row(People.CAROL).suspended(), People.NOW.plusSeconds(1), second);
        meeting.rosters(old, newer).play();
        assertEquals(List.of(newer), meeting.adopted);
    }

    @Test
    void aNewerRosterThatSuspendsItsBringerIsBelieved() {
        Roster old = People.roster(People.ALICE, People.BOB);
        Roster newer = old.with(People.row(People.ALICE).suspended(), People.NOW, People.ADMIN);
        meeting.rosters(newer, old).play();
        Refused refused = assertInstanceOf(Refused.class, meeting.right.outcome());
        assertEquals(ErrorCode.NOT_ON_ROSTER, refused.code());
    }

    @Test
    void theSuspendedAreRefused() {
        Roster roster = People.roster(People.ALICE, People.BOB)
                .with(People.row(People.ALICE).suspended(), People.NOW, People.ADMIN);
        meeting.rosters(roster, roster).play();
        assertEquals(ErrorCode.NOT_ON_ROSTER, refusedByAcceptor().code());
    }

    @Test
    void devicesThatTheAdminShutOutAreRefused() {
        RosterEntry row = People.row(People.ALICE);
        var later = new RosterEntry(
                row.owner(),
                row.status(),
                People.ALICE.certificate().deviceEpoch() + 1,
                row.site(),
                row.name(),
                Optional.empty());
        Roster roster = People.roster(People.ALICE, People.BOB).with(later, People.NOW, People.ADMIN);
        meeting.rosters(roster, roster).play();
        assertEquals(ErrorCode.EPOCH_STALE, refusedByAcceptor().code());
    }

    @Test
    void somebodyElseThanExpectedIsAnImpostor() {
        meeting.expected = Optional.of(People.CAROL.id());
        meeting.play();
        Refused refused = assertInstanceOf(Refused.class, meeting.left.outcome());
        assertEquals(ErrorCode.PEER_IMPOSTOR, refused.code());
        assertEquals(ErrorCode.PEER_IMPOSTOR, ((Refused) meeting.right.outcome()).code());
    }

    @Test
    void aCertificateWithoutItsKeyIsAnImpostor() {
        // Mallory's TLS key, Alice's certificate and, by some leak, even her signature over Mallory's connection
        meeting.diallersKey = People.signer(66).key();
        meeting.play();
        assertEquals(ErrorCode.PEER_IMPOSTOR, refusedByAcceptor().code());
    }

    @Test
    void aRelayedHelloIsAnImpostors() {
        meeting.diallersChannel = Bytes.of(People.filled(0x23, 32));
        meeting.play();
        assertEquals(ErrorCode.PEER_IMPOSTOR, ((Refused) meeting.left.outcome()).code());
        assertEquals(ErrorCode.PEER_IMPOSTOR, ((Refused) meeting.right.outcome()).code());
    }

    @Test
    void aForgedCertificateIsAnImpostors() {
        Self forged = People.person(1, 2, People.ALICE.certificate().deviceEpoch());
        var cert = forged.certificate();
        var bad = new DeviceCert(
                cert.root(),
                cert.device(),
                cert.deviceEpoch() + 1,
                cert.keyGeneration(),
                cert.notBefore(),
                cert.notAfter(),
                cert.rootSignature(),
                cert.deviceSignature());
        meeting.dialler = Self.of(bad, forged.device());
        meeting.play();
        assertEquals(ErrorCode.PEER_IMPOSTOR, refusedByAcceptor().code());
    }

    @Test
    void aReplacedDeviceIsRefusedAndShownWhatReplacedIt() {
        meeting.acceptorKnows.put(People.ALICE.id(), People.NEW_ALICE.certificate());
        meeting.play();
        assertEquals(ErrorCode.EPOCH_STALE, refusedByAcceptor().code());
        Refused told = (Refused) meeting.left.outcome();
        assertEquals(Optional.of(People.NEW_ALICE.certificate()), told.newer());
    }

    @Test
    void aNewerDeviceReplacesTheKnownOne() {
        meeting.acceptorKnows.put(People.ALICE.id(), People.ALICE.certificate());
        meeting.between(People.NEW_ALICE, People.BOB).play();
        Connected right = assertInstanceOf(Connected.class, meeting.right.outcome());
        assertEquals(Peer.of(People.NEW_ALICE.certificate()), right.peer());
    }

    @Test
    void twoDevicesOfOneEpochAreNotBothBelieved() {
        meeting.acceptorKnows.put(People.ALICE.id(), People.ALICE.certificate());
        meeting.between(People.person(1, 77, People.ALICE.certificate().deviceEpoch()), People.BOB)
                .play();
        assertEquals(ErrorCode.EPOCH_STALE, refusedByAcceptor().code());
    }

    @Test
    void aDeviceFromTheFutureIsRefused() {
        int future = DeviceEpoch.at(People.NOW) + DeviceEpoch.AHEAD + 1;
        meeting.between(People.person(1, 8, future), People.BOB).play();
        assertEquals(ErrorCode.EPOCH_STALE, refusedByAcceptor().code());
    }

    @Test
    void aNodeDoesNotTalkToItself() {
        meeting.between(People.BOB, People.BOB).play();
        assertEquals(ErrorCode.CONFLICT, ((Refused) meeting.left.outcome()).code());
    }

    @Test
    void aWipedMachineTalksToWhomItExpectsOnly() {
        meeting.between(People.NEW_ALICE, People.BOB);
        meeting.diallersRoster = Optional.empty();
        meeting.expected = Optional.of(People.BOB.id());
        meeting.play();
        assertTrue(assertInstanceOf(Connected.class, meeting.left.outcome()).members());
        assertTrue(assertInstanceOf(Connected.class, meeting.right.outcome()).members());
    }

    @Test
    void laterProtocolsAreNotSpoken() {
        meeting.duet.altering(message -> message instanceof Hello h && h.port() == 7411
                ? new Hello(2, 3, 7411, h.certificate(), 1, h.rosterHash(), h.formats(), h.voucher(), h.signature())
                : message);
        meeting.play();
        assertEquals(ErrorCode.NEWER_VERSION, refusedByAcceptor().code());
    }

    @Test
    void silenceSaysNothingAboutThePeer() {
        meeting.duet.losing(Hello.class::isInstance);
        meeting.play();
        assertEquals(Optional.of(Duration.ofSeconds(5)), meeting.left.patience);
        meeting.left.elapse();
        meeting.right.disconnect();
        assertEquals(ErrorCode.TIMED_OUT, ((Refused) meeting.left.outcome()).code());
        assertEquals(ErrorCode.PEER_LOST, ((Refused) meeting.right.outcome()).code());
    }

    @Test
    void nothingElseHasAPlaceInAHandshake() {
        meeting.duet.losing(message -> true);
        meeting.play();
        meeting.duet.toLeft(new Welcome(Standing.MEMBER));
        assertEquals(ErrorCode.PEER_MISBEHAVED, ((Refused) meeting.left.outcome()).code());
        meeting.duet.toRight(new Bye());
        assertEquals(ErrorCode.PEER_MISBEHAVED, ((Refused) meeting.right.outcome()).code());
    }

    @Test
    void aStrangerIsNotShownTheRoster() {
        meeting.between(People.CAROL, People.BOB);
        meeting.diallersRoster = Optional.empty();
        meeting.duet.losing(Welcome.class::isInstance);
        meeting.play();
        meeting.duet.toRight(new RosterGet(0));
        assertFalse(meeting.duet.transcript.contains("<ROSTER"), "shown: " + meeting.duet.transcript);
        assertEquals(
                ErrorCode.NOT_ON_ROSTER,
                assertInstanceOf(Refused.class, meeting.right.outcome()).code());
    }

    @Test
    void aRosterIsServedOnlyWhereItHasBytes() {
        meeting.duet.losing(Welcome.class::isInstance);
        meeting.play();
        meeting.duet.toLeft(new RosterGet(1_000_000));
        assertEquals(ErrorCode.PEER_MISBEHAVED, ((Refused) meeting.left.outcome()).code());
    }
}
