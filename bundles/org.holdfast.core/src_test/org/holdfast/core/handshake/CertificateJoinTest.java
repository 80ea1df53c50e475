// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.core.Reply;
import org.holdfast.core.support.Duet;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Script;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Carol joins with a certificate at an admin's machine. */
@Tag("R19")
class CertificateJoinTest {
    private final Roster before = People.roster(People.BOB);
    private final Roster listed = People.roster(People.BOB, People.CAROL);
    private final Duet<Reply<Roster>, CertificateGranter.Outcome> duet = new Duet<>();
    private Optional<ErrorCode> refusal = Optional.empty();
    private final Script<CertificateGranter.Enrol, CertificateGranter.Enrolled> desk = new Script<>(this::enrol);

    private Optional<CertificateGranter.Enrolled> enrol(CertificateGranter.Enrol ask) {
        refusal.ifPresent(code -> {
            throw new HoldfastException(code, "certificate", "it expired");
        });
        return Optional.of(new CertificateGranter.Enrolled());
    }

    private CertifiedJoin wish() {
        return CertifiedJoin.make(
                before.confederation(),
                People.CAROL.certificate(),
                List.of(Bytes.of(new byte[40])),
                text -> Bytes.of(new byte[64]));
    }

    private Reply<Roster> join(Peer seenAs, Roster shown) {
        var asker = duet.left(
                new CertificateAsker(wish(), People.CAROL.certificate(), "berlin", "carol"),
                action -> Optional.empty());
        duet.right(new CertificateGranter(seenAs), desk);
        duet.play();
        if (duet.transcript.contains("<ROSTER_GET") && asker.outcome.isEmpty()) {
            duet.toLeft(RosterPieces.answer(shown, new RosterGet(0)).orElseThrow());
        }
        return asker.outcome();
    }

    private static Peer carol() {
        return People.peer(People.CAROL);
    }

    @Test
    void whoIsListedIsIn() {
        assertEquals(new Reply.Answered<>(listed), join(carol(), listed));
        assertEquals(1, desk.count(CertificateGranter.Enrol.class));
    }

    @Test
    void whoIsRefusedHearsWhy() {
        refusal = Optional.of(ErrorCode.CERTIFICATE_REFUSED);
        assertEquals(new Reply.Refused<Roster>(ErrorCode.CERTIFICATE_REFUSED, "it expired"), join(carol(), listed));
    }

    @Test
    void aWishThatSomebodyElseHasGotHoldOfIsWorthNothing() {
        var denied = assertInstanceOf(Reply.Refused.class, join(People.peer(People.ALICE), listed));
        assertEquals(ErrorCode.CERTIFICATE_REFUSED, denied.code());
        assertEquals(0, desk.count(CertificateGranter.Enrol.class));
    }

    @Test
    void aRosterThatDoesNotListItIsNotBelieved() {
        assertInstanceOf(Reply.Misbehaved.class, join(carol(), before));
    }

    @Test
    void aRosterThatTheFounderDoesNotVouchForIsNotBelieved() {
        var founding = new Founding(People.signer(66).key(), People.NOW, "another");
        Roster foreign = Roster.found(founding, List.of(People.row(People.CAROL)), People.signer(66));
        assertInstanceOf(Reply.Misbehaved.class, join(carol(), foreign));
        Roster usurped = listed.next(
                listed.entries(), List.of(People.signer(66).key()), 1, People.NOW, List.of(People.signer(66)));
        duet.transcript.clear();
        assertInstanceOf(Reply.Misbehaved.class, new CertificateJoinTest().join(carol(), usurped));
    }
}
