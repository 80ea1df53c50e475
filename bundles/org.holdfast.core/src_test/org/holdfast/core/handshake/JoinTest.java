// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Reply;
import org.holdfast.core.handshake.Handshake.Outcome.Connected;
import org.holdfast.core.handshake.JoinAsker.Joined;
import org.holdfast.core.support.Duet;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Script;
import org.holdfast.format.identity.Admission;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Invitation;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.Hello;
import org.holdfast.wire.MemberMessage.JoinDeny;
import org.holdfast.wire.MemberMessage.JoinGrant;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.junit.jupiter.api.Test;

/** Carol joins with a code that Bob gave her. */
class JoinTest {
    private static final Bytes CHANNEL = Bytes.of(People.filled(0x22, 32));

    private final Roster roster = People.roster(People.BOB);
    private final JoinCode code = JoinCode.generate(roster.confederation(), new SecureRandom());
    private final Invitation invitation = Invitation.issue(
            roster.confederation(),
            code,
            new Invitation.Terms(
                    People.BOB.id(), People.NOW, People.NOW.plus(Duration.ofDays(1)), 1, Optional.of("berlin")),
            People.ADMIN);
    private final Duet<Reply<Joined>, JoinGranter.Outcome> duet = new Duet<>();
    private final Script<JoinGranter.Action, JoinGranter.Answer> desk = new Script<>(this::perform);
    private boolean usedUp;

    private Optional<JoinGranter.Answer> perform(JoinGranter.Action action) {
        return switch (action) {
            case JoinGranter.Action.Find find
            when find.invitation().equals(code.invitation()) ->
                Optional.of(new JoinGranter.Answer.Found(invitation, code));
            case JoinGranter.Action.Find unknown ->
                throw new HoldfastException(ErrorCode.JOIN_CODE_INVALID, "code", "there is no such invitation");
            case JoinGranter.Action.Admit admit -> {
                if (usedUp) {
                    throw new HoldfastException(ErrorCode.JOIN_REFUSED, "code", "it is used up");
                }
                yield Optional.of(new JoinGranter.Answer.Admitted(admission()));
            }
        };
    }

    private Admission admission() {
        return Admission.issue(invitation, 1, People.CAROL.id(), "berlin", "carol", People.NOW, People.BOB.device());
    }

    private Reply<Joined> join(JoinCode with, Bytes askersChannel) {
        var asker = duet.left(
                new JoinAsker(with, People.CAROL.id(), "berlin", "carol", People.peer(People.BOB), askersChannel),
                action -> Optional.empty());
        duet.right(new JoinGranter(People.BOB.id(), People.peer(People.CAROL), CHANNEL), desk);
        duet.play();
        // after the grant it is the link that answers, not the granter
        if (duet.transcript.contains("<ROSTER_GET") && asker.outcome.isEmpty()) {
            duet.toLeft(RosterPieces.answer(roster, new RosterGet(0)).orElseThrow());
        }
        return asker.outcome();
    }

    @Test
    void whoKnowsTheCodeIsLetIn() {
        var joined = assertInstanceOf(Reply.Answered.class, join(code, CHANNEL));
        assertEquals(new Joined(roster, admission(), People.peer(People.BOB)), joined.answer());
    }

    @Test
    void theAdmissionStandsInForTheRow() {
        Meeting meeting = new Meeting().between(People.CAROL, People.ALICE);
        Roster both = People.roster(People.ALICE, People.BOB);
        meeting.rosters(both, both);
        meeting.voucher = Optional.of(new Hello.Voucher(admission(), People.BOB.certificate()));
        meeting.play();
        assertTrue(assertInstanceOf(Connected.class, meeting.right.outcome()).members());
    }

    @Test
    void anAdmissionIsGoodForItsOwnerOnly() {
        Meeting meeting = new Meeting().between(People.person(31, 32, 500_000), People.ALICE);
        Roster both = People.roster(People.ALICE, People.BOB);
        meeting.rosters(both, both);
        meeting.voucher = Optional.of(new Hello.Voucher(admission(), People.BOB.certificate()));
        meeting.play();
        assertTrue(!assertInstanceOf(Connected.class, meeting.right.outcome()).members());
    }

    @Test
    void whoDoesNotKnowTheCodeIsDenied() {
        JoinCode other = JoinCode.generate(roster.confederation(), new SecureRandom());
        var denied = assertInstanceOf(Reply.Refused.class, join(other, CHANNEL));
        assertEquals(ErrorCode.JOIN_CODE_INVALID, denied.code());
        assertEquals(0, desk.count(JoinGranter.Action.Admit.class));
    }

    @Test
    void aRelayedProofIsWorthNothing() {
        var denied = assertInstanceOf(Reply.Refused.class, join(code, Bytes.of(People.filled(0x23, 32))));
        assertEquals(ErrorCode.JOIN_CODE_INVALID, denied.code());
        assertEquals(0, desk.count(JoinGranter.Action.Admit.class));
    }

    @Test
    void anInvitationThatIsUsedUpLetsNobodyIn() {
        usedUp = true;
        var denied = assertInstanceOf(Reply.Refused.class, join(code, CHANNEL));
        assertEquals(ErrorCode.JOIN_REFUSED, denied.code());
    }

    @Test
    void anInviterWhoDoesNotKnowTheCodeIsNotBelieved() {
        duet.altering(message -> message instanceof JoinGrant grant
                ? new JoinGrant(Bytes.of(new byte[32]), grant.admission())
                : message);
        assertInstanceOf(Reply.Misbehaved.class, join(code, CHANNEL));
    }

    @Test
    void aRosterOfAnotherConfederationIsNotBelieved() {
        var asker = duet.left(
                new JoinAsker(code, People.CAROL.id(), "berlin", "carol", People.peer(People.BOB), CHANNEL),
                action -> Optional.empty());
        duet.right(new JoinGranter(People.BOB.id(), People.peer(People.CAROL), CHANNEL), desk);
        duet.play();
        var founding = new Founding(People.signer(66).key(), People.NOW, "another");
        Roster foreign = Roster.found(founding, List.of(People.row(People.BOB)), People.signer(66));
        duet.toLeft(RosterPieces.answer(foreign, new RosterGet(0)).orElseThrow());
        assertInstanceOf(Reply.Misbehaved.class, asker.outcome());
    }

    @Test
    void theGranterWaitsForNothingElse() {
        var granter = duet.right(new JoinGranter(People.BOB.id(), People.peer(People.CAROL), CHANNEL), desk);
        duet.left(
                new JoinAsker(code, People.CAROL.id(), "b", "c", People.peer(People.BOB), CHANNEL),
                a -> Optional.empty());
        duet.toRight(new JoinDeny(ErrorCode.JOIN_REFUSED, "you are denied"));
        var denied = assertInstanceOf(JoinGranter.Outcome.Denied.class, granter.outcome());
        assertEquals(ErrorCode.PEER_MISBEHAVED, denied.code());
    }
}
