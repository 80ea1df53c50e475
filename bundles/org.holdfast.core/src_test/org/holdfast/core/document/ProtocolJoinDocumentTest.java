// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.handshake.CertificateAsker;
import org.holdfast.core.handshake.CertificateGranter;
import org.holdfast.core.handshake.JoinAsker;
import org.holdfast.core.handshake.JoinGranter;
import org.holdfast.core.handshake.RosterPieces;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Words;
import org.holdfast.format.identity.Admission;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Invitation;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.JoinProof;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.Limits;
import org.holdfast.wire.MemberMessage.JoinAsk;
import org.holdfast.wire.MemberMessage.JoinCertified;
import org.holdfast.wire.MemberMessage.JoinDeny;
import org.holdfast.wire.MemberMessage.JoinGrant;
import org.holdfast.wire.MemberMessage.JoinListed;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.holdfast.wire.MemberMessage.RosterPiece;
import org.junit.jupiter.api.Test;

/** The tables of "Joining" in docs/protocol.md: Carol joins with a code that Bob gave her. */
class ProtocolJoinDocumentTest {
    /** The longest piece, and one byte is still missing. */
    private static final RosterPiece FIRST_OF_TWO =
            new RosterPiece(1, Limits.ROSTER_PIECE + 1, 0, Bytes.of(new byte[Limits.ROSTER_PIECE]));

    private final Roster roster = People.roster(People.BOB);
    private final JoinCode code = JoinCode.generate(roster.confederation(), new SecureRandom());
    private final Invitation invitation = Invitation.issue(
            roster.confederation(),
            code,
            new Invitation.Terms(
                    People.BOB.id(), People.NOW, People.NOW.plus(Duration.ofDays(1)), 1, Optional.of("berlin")),
            People.ADMIN);
    private final Admission admission =
            Admission.issue(invitation, 1, People.CAROL.id(), "berlin", "carol", People.NOW, People.BOB.device());
    private final Bytes inviters = proof(JoinProof.Role.INVITER);
    private final JoinGrant grant = new JoinGrant(inviters, admission);

    private Bytes proof(JoinProof.Role role) {
        return Bytes.of(JoinProof.make(code, role, Words.CHANNEL.toArray(), People.CAROL.id(), People.BOB.id()));
    }

    private RosterPiece whole(Roster shown) {
        return RosterPieces.answer(shown, new RosterGet(0)).orElseThrow();
    }

    @Test
    void joiner() {
        Admission others =
                Admission.issue(invitation, 1, People.ALICE.id(), "berlin", "alice", People.NOW, People.BOB.device());
        Roster foreign = Roster.found(
                new Founding(People.ADMIN.key(), People.NOW, "other"), List.of(People.row(People.BOB)), People.ADMIN);
        Bytes part = Bytes.of(Arrays.copyOf(roster.bytes(), 50));
        var table = new StateTable<>(
                () -> new JoinAsker(code, People.CAROL.id(), "berlin", "carol", People.peer(People.BOB), Words.CHANNEL),
                action -> Optional.<Void>empty());
        table.begins()
                .state("Asked", talk -> talk.begin())
                .state("Fetching", talk -> talk.begin().hear(grant));
        table.row("Asked", "JOIN_GRANT, good", talk -> talk.hear(grant))
                .row(
                        "Asked",
                        "JOIN_GRANT, the proof is wrong",
                        talk -> talk.hear(new JoinGrant(proof(JoinProof.Role.JOINER), admission)))
                .row(
                        "Asked",
                        "JOIN_GRANT, the admission is another's",
                        talk -> talk.hear(new JoinGrant(inviters, others)))
                .row("Asked", "JOIN_DENY", talk -> talk.hear(new JoinDeny(ErrorCode.JOIN_REFUSED, "used up")));
        table.row("Fetching", "ROSTER, not the last piece", talk -> talk.hear(FIRST_OF_TWO))
                .row(
                        "Fetching",
                        "ROSTER, another piece than asked for",
                        talk -> talk.hear(new RosterPiece(1, roster.bytes().length, 1, part)))
                .row("Fetching", "ROSTER, complete, it fits code and admission", talk -> talk.hear(whole(roster)))
                .row("Fetching", "ROSTER, complete, it does not", talk -> talk.hear(whole(foreign)));
        table.ends().standsUnder("Joining, the joiner");
    }

    private Optional<JoinGranter.Answer> desk(JoinGranter.Action action) {
        return Optional.of(
                switch (action) {
                    case JoinGranter.Action.Find find -> new JoinGranter.Answer.Found(invitation, code);
                    case JoinGranter.Action.Admit admit -> new JoinGranter.Answer.Admitted(admission);
                });
    }

    private JoinAsk ask(Bytes proof) {
        return new JoinAsk(code.invitation(), "berlin", "carol", proof);
    }

    @Test
    void inviter() {
        JoinAsk good = ask(proof(JoinProof.Role.JOINER));
        var table = new StateTable<>(
                () -> new JoinGranter(People.BOB.id(), People.peer(People.CAROL), Words.CHANNEL), this::desk);
        table.state("New", talk -> talk.begin());
        table.row("New", "JOIN_ASK, good", talk -> talk.hear(good))
                .row(
                        "New",
                        "JOIN_ASK, no such invitation here",
                        talk -> talk.failing(JoinGranter.Action.Find.class, ErrorCode.JOIN_CODE_INVALID)
                                .hear(good))
                .row("New", "JOIN_ASK, the proof is wrong", talk -> talk.hear(ask(inviters)))
                .row(
                        "New",
                        "JOIN_ASK, used up, too old, or no such name or site",
                        talk -> talk.failing(JoinGranter.Action.Admit.class, ErrorCode.JOIN_REFUSED)
                                .hear(good));
        table.ends().standsUnder("Joining, the inviter");
    }

    private final CertifiedJoin wish = CertifiedJoin.make(
            roster.confederation(),
            People.CAROL.certificate(),
            List.of(Bytes.of(new byte[40])),
            text -> Bytes.of(new byte[64]));

    @Test
    void joinerWithACertificate() {
        Roster listed = People.roster(People.BOB, People.CAROL);
        Roster foreign = Roster.found(
                new Founding(People.ADMIN.key(), People.NOW, "other"), List.of(People.row(People.CAROL)), People.ADMIN);
        Bytes part = Bytes.of(Arrays.copyOf(listed.bytes(), 50));
        var table = new StateTable<>(
                () -> new CertificateAsker(wish, People.CAROL.certificate(), "berlin", "carol"),
                action -> Optional.<Void>empty());
        table.begins()
                .state("Asked", talk -> talk.begin())
                .state("Fetching", talk -> talk.begin().hear(new JoinListed()));
        table.row("Asked", "JOIN_LISTED", talk -> talk.hear(new JoinListed()))
                .row("Asked", "JOIN_DENY", talk -> talk.hear(new JoinDeny(ErrorCode.CERTIFICATE_REFUSED, "expired")));
        table.row("Fetching", "ROSTER, not the last piece", talk -> talk.hear(FIRST_OF_TWO))
                .row(
                        "Fetching",
                        "ROSTER, another piece than asked for",
                        talk -> talk.hear(new RosterPiece(1, listed.bytes().length, 1, part)))
                .row("Fetching", "ROSTER, complete, it lists the joiner", talk -> talk.hear(whole(listed)))
                .row("Fetching", "ROSTER, complete, it does not", talk -> talk.hear(whole(roster)))
                .row("Fetching", "ROSTER, complete, of another confederation", talk -> talk.hear(whole(foreign)));
        table.ends().standsUnder("Joining with a certificate, the joiner");
    }

    @Test
    void admin() {
        JoinCertified good = new JoinCertified(wish, "berlin", "carol");
        var table = new StateTable<>(
                () -> new CertificateGranter(People.peer(People.CAROL)),
                action -> Optional.of(new CertificateGranter.Enrolled()));
        CertifiedJoin others = CertifiedJoin.make(
                roster.confederation(),
                People.ALICE.certificate(),
                wish.certificates(),
                text -> Bytes.of(new byte[64]));
        table.state("New", talk -> talk.begin());
        table.row("New", "JOIN_CERTIFIED, good", talk -> talk.hear(good))
                .row("New", "JOIN_CERTIFIED of another device", talk -> talk.hear(new JoinCertified(others, "b", "c")))
                .row(
                        "New",
                        "JOIN_CERTIFIED, the certificate or its signature is not good, or was used",
                        talk -> talk.failing(CertificateGranter.Enrol.class, ErrorCode.CERTIFICATE_REFUSED)
                                .hear(good))
                .row(
                        "New",
                        "JOIN_CERTIFIED, no such name or site, or the name is taken",
                        talk -> talk.failing(CertificateGranter.Enrol.class, ErrorCode.JOIN_REFUSED)
                                .hear(good))
                .row(
                        "New",
                        "JOIN_CERTIFIED, at a machine that is no admin's",
                        talk -> talk.failing(CertificateGranter.Enrol.class, ErrorCode.NOT_ON_ROSTER)
                                .hear(good));
        table.ends().standsUnder("Joining with a certificate, the admin");
    }
}
