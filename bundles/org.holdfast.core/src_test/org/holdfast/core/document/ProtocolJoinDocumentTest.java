// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.handshake.JoinAsker;
import org.holdfast.core.handshake.JoinGranter;
import org.holdfast.core.handshake.RosterPieces;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Words;
import org.holdfast.format.identity.Admission;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Invitation;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.JoinProof;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.MemberMessage.JoinAsk;
import org.holdfast.wire.MemberMessage.JoinDeny;
import org.holdfast.wire.MemberMessage.JoinGrant;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.holdfast.wire.MemberMessage.RosterPiece;
import org.junit.jupiter.api.Test;

/** The tables of "Joining" in docs/protocol.md: Carol joins with a code that Bob gave her. */
class ProtocolJoinDocumentTest {
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
        table.row(
                        "Fetching",
                        "ROSTER, not the last piece",
                        talk -> talk.hear(new RosterPiece(1, roster.bytes().length, 0, part)))
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
}
