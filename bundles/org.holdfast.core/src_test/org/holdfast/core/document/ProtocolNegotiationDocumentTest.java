// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import java.util.Optional;
import java.util.function.Function;
import org.holdfast.core.negotiate.Proposer;
import org.holdfast.core.negotiate.Responder;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Words;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.spi.policy.NegotiationPolicy.Reply;
import org.holdfast.wire.NegotiationMessage.Accept;
import org.holdfast.wire.NegotiationMessage.Ask;
import org.holdfast.wire.NegotiationMessage.Counter;
import org.holdfast.wire.NegotiationMessage.Decline;
import org.holdfast.wire.NegotiationMessage.Propose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tables of "Negotiation" in docs/protocol.md. */
class ProtocolNegotiationDocumentTest {
    private static final Ask ASK = Ask.everything();
    private static final Decline NO = new Decline(ErrorCode.CANCELLED, "no");
    private static final AgreementId ANOTHER = AgreementId.of(People.filled(0x12, 16));
    private static final Counter LESS = new Counter(People.terms(), "less");

    private static Function<Proposer.Action, Optional<Proposer.Decision>> wanting(Optional<AgreementTerms> terms) {
        return action -> switch (action) {
            case Proposer.Action.Judge judge -> Optional.of(decision(terms));
            case Proposer.Action.JudgeCounter judge -> Optional.of(decision(terms));
            case Proposer.Action.Claim claim -> Optional.empty();
            case Proposer.Action.Confirm confirm -> Optional.empty();
            case Proposer.Action.Drop drop -> Optional.empty();
        };
    }

    private static Proposer.Decision decision(Optional<AgreementTerms> terms) {
        return terms.<Proposer.Decision>map(Proposer.Decision.Want::new)
                .orElseGet(() -> new Proposer.Decision.Leave("no use"));
    }

    private static Proposer proposer() {
        return new Proposer(People.ALICE, People.peer(People.BOB), Words.answer());
    }

    @Test
    @Tag("R9")
    @Tag("R16")
    void proposing() {
        var wants = wanting(Optional.of(People.terms()));
        var leaves = wanting(Optional.empty());
        var table = new StateTable<>(ProtocolNegotiationDocumentTest::proposer, wants);
        table.begins()
                .state("Asking", talk -> talk.begin())
                .state("Proposed", talk -> talk.begin().hear(ASK, Words.answer()));
        table.row("Asking", "NEGOTIATE_ASK, the first", talk -> talk.hear(ASK))
                .row(
                        "Asking",
                        "NEGOTIATE_ASK, when the answer is there",
                        talk -> talk.hear(Words.answer()).forget().hear(ASK))
                .row(
                        "Asking",
                        "NEGOTIATE_ASK, again",
                        talk -> talk.hear(ASK).forget().hear(ASK))
                .row("Asking", "NEGOTIATE_ANSWER, the first", talk -> talk.hear(Words.answer()))
                .row(
                        "Asking",
                        "NEGOTIATE_ANSWER, when it has answered",
                        talk -> talk.hear(ASK).forget().hear(Words.answer()))
                .row(
                        "Asking",
                        "NEGOTIATE_ANSWER, not good enough",
                        talk -> talk.hear(ASK).performing(leaves).forget().hear(Words.answer()))
                .row(
                        "Asking",
                        "NEGOTIATE_ANSWER, while there is another agreement",
                        talk -> talk.hear(ASK)
                                .failing(Proposer.Action.Claim.class, ErrorCode.CONFLICT)
                                .forget()
                                .hear(Words.answer()))
                .row("Asking", "DECLINE", talk -> talk.hear(NO));
        table.row("Proposed", "ACCEPT, good", talk -> talk.hear(Words.accept()))
                .row(
                        "Proposed",
                        "ACCEPT, of something else or badly signed",
                        talk -> talk.hear(new Accept(People.AGREEMENT, 1, Bytes.of(new byte[64]))))
                .row("Proposed", "COUNTER, which will do", talk -> talk.hear(LESS))
                .row(
                        "Proposed",
                        "COUNTER, which will not do",
                        talk -> talk.performing(leaves).hear(LESS))
                .row(
                        "Proposed",
                        "COUNTER, of another agreement",
                        talk -> talk.hear(new Counter(People.terms(ANOTHER, People.ALICE, People.BOB), "less")))
                .row(
                        "Proposed",
                        "COUNTER, to the fourth proposal",
                        talk -> talk.hear(LESS, LESS, LESS).forget().hear(LESS))
                .row("Proposed", "DECLINE", talk -> talk.hear(NO));
        table.ends().standsUnder("Negotiation, the proposer");
    }

    @Test
    void resuming() {
        var table = new StateTable<>(
                () -> Proposer.resuming(People.ALICE, People.peer(People.BOB), Words.answer(), People.terms()),
                wanting(Optional.of(People.terms())));
        table.begins().standsUnder("Negotiation, the proposer says it again");
    }

    /** What a responder knows, and what its policy says. */
    private record Mind(Optional<AgreementPhase> known, Reply reply)
            implements Function<Responder.Action, Optional<Responder.Decision>> {
        @Override
        public Optional<Responder.Decision> apply(Responder.Action action) {
            return switch (action) {
                case Responder.Action.Find find ->
                    Optional.of(new Responder.Decision.Known(
                            known.map(phase -> new AgreementRow(People.agreement(), phase, People.NOW))));
                case Responder.Action.Consider consider -> Optional.of(new Responder.Decision.Considered(reply));
                case Responder.Action.Keep keep -> Optional.empty();
            };
        }
    }

    private static Mind mind(Reply reply) {
        return new Mind(Optional.empty(), reply);
    }

    private static Mind knowing(AgreementPhase phase) {
        return new Mind(Optional.of(phase), new Reply.Accept());
    }

    private static Propose signed(AgreementTerms terms) {
        return new Propose(terms, AgreementCodec.sign(terms, People.ALICE.device()));
    }

    @Test
    @Tag("R1")
    @Tag("R17")
    void responding() {
        AgreementTerms others = People.terms(People.AGREEMENT, People.ALICE, People.CAROL);
        Propose propose = Words.propose();
        Mind counters = mind(new Reply.Counter(People.terms(), "less"));
        var table = new StateTable<>(
                () -> new Responder(People.BOB, People.peer(People.ALICE), Words.answer()), mind(new Reply.Accept()));
        table.state("Listening", talk -> talk.begin());
        table.row("Listening", "NEGOTIATE_ASK, the first", talk -> talk.hear(ASK))
                .row(
                        "Listening",
                        "NEGOTIATE_ASK, again",
                        talk -> talk.hear(ASK).forget().hear(ASK))
                .row(
                        "Listening",
                        "NEGOTIATE_ANSWER, asked for",
                        talk -> talk.hear(ASK).forget().hear(Words.answer()))
                .row("Listening", "NEGOTIATE_ANSWER, not asked for, or again", talk -> talk.hear(Words.answer()))
                .row("Listening", "PROPOSE, not between the two", talk -> talk.hear(signed(others)))
                .row(
                        "Listening",
                        "PROPOSE, badly signed",
                        talk -> talk.hear(new Propose(People.terms(), Bytes.of(new byte[64]))))
                .row("Listening", "PROPOSE, before the questions are answered", talk -> talk.hear(propose))
                .row(
                        "Listening",
                        "PROPOSE, accepted before",
                        talk -> talk.performing(knowing(AgreementPhase.ACTIVE)).hear(propose))
                .row(
                        "Listening",
                        "PROPOSE, accepted before and closed since",
                        talk -> talk.performing(knowing(AgreementPhase.CLOSED)).hear(propose))
                .row(
                        "Listening",
                        "PROPOSE, other terms than were signed under this id",
                        talk -> talk.performing(knowing(AgreementPhase.ACTIVE))
                                .hear(signed(People.terms(ANOTHER, People.ALICE, People.BOB))))
                .row(
                        "Listening",
                        "PROPOSE, the next version of what was signed",
                        talk -> talk.hear(ASK, Words.answer())
                                .performing(knowing(AgreementPhase.ACTIVE))
                                .forget()
                                .hear(signed(People.terms().nextBy(People.ALICE.id()))))
                .row(
                        "Listening",
                        "PROPOSE, which will do",
                        talk -> talk.hear(ASK, Words.answer()).forget().hear(propose))
                .row(
                        "Listening",
                        "PROPOSE, which will not do",
                        talk -> talk.hear(ASK, Words.answer())
                                .performing(mind(new Reply.Decline("no")))
                                .forget()
                                .hear(propose))
                .row(
                        "Listening",
                        "PROPOSE, which other terms would do for",
                        talk -> talk.hear(ASK, Words.answer())
                                .performing(counters)
                                .forget()
                                .hear(propose))
                .row(
                        "Listening",
                        "PROPOSE, the fourth that other terms would do for",
                        talk -> talk.hear(ASK, Words.answer())
                                .performing(counters)
                                .hear(propose, propose, propose)
                                .forget()
                                .hear(propose))
                .row(
                        "Listening",
                        "PROPOSE, while there is another agreement",
                        talk -> talk.hear(ASK, Words.answer())
                                .failing(Responder.Action.Keep.class, ErrorCode.CONFLICT)
                                .forget()
                                .hear(propose))
                .row(
                        "Listening",
                        "PROPOSE, while the own proposal goes first",
                        talk -> talk.hear(ASK, Words.answer())
                                .failing(Responder.Action.Keep.class, ErrorCode.BUSY)
                                .forget()
                                .hear(propose))
                .row("Listening", "DECLINE", talk -> talk.hear(NO));
        table.ends().standsUnder("Negotiation, the responder");
    }
}
