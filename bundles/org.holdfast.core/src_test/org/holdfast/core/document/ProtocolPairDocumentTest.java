// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import java.util.Optional;
import org.holdfast.core.Self;
import org.holdfast.core.pair.PairAnswerer;
import org.holdfast.core.pair.PairAsker;
import org.holdfast.core.pair.Pairing.Action;
import org.holdfast.core.pair.Pairing.Decided;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Words;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.PairingDigits;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.PairMessage.PairAnswer;
import org.holdfast.wire.PairMessage.PairAsk;
import org.holdfast.wire.PairMessage.PairOpen;
import org.holdfast.wire.PairMessage.PairPinned;
import org.holdfast.wire.PairMessage.PairVerdict;
import org.junit.jupiter.api.Test;

/** The tables of "Pairing" in docs/protocol.md: Alice asks, Bob answers. */
class ProtocolPairDocumentTest {
    private static final ConfederationId STREET =
            ConfederationRef.open("street").id();
    private static final PairVerdict SAME = new PairVerdict(true);
    private static final PairVerdict DIFFERENT = new PairVerdict(false);

    private static PairingDigits.Side side(Self person) {
        return new PairingDigits.Side(
                person.certificate().root(), person.certificate().device(), Bytes.of(People.filled(1, 32)));
    }

    private static Optional<Decided> undecided(Action action) {
        return Optional.empty();
    }

    private static Optional<Decided> says(Action action, boolean same) {
        return action instanceof Action.Look ? Optional.of(new Decided(same)) : Optional.empty();
    }

    private static PairAsk ask(ConfederationId confederation, Self keys) {
        return new PairAsk(confederation, side(keys).commitment(), "alice");
    }

    @Test
    void asker() {
        PairAnswer answer = new PairAnswer(side(People.BOB), "bob");
        var table = new StateTable<>(
                () -> new PairAsker(STREET, side(People.ALICE), "alice", People.peer(People.BOB), Words.CHANNEL),
                ProtocolPairDocumentTest::undecided);
        table.begins()
                .state("Asked", talk -> talk.begin())
                .state("Comparing", talk -> talk.begin().hear(answer))
                .state(
                        "Confirmed",
                        talk -> talk.begin()
                                .hear(answer)
                                .performing(action -> says(action, true))
                                .elapse())
                .state(
                        "Pinned",
                        talk -> talk.begin()
                                .hear(answer, SAME)
                                .performing(action -> says(action, true))
                                .elapse());
        table.row("Asked", "PAIR_ANSWER, with the keys of the link", talk -> talk.hear(answer))
                .row(
                        "Asked",
                        "PAIR_ANSWER, with other keys",
                        talk -> talk.hear(new PairAnswer(side(People.CAROL), "bob")))
                .row(
                        "Asked",
                        "PAIR_ANSWER, of a name that is paired with another key",
                        talk -> talk.failing(Action.Begin.class, ErrorCode.PAIRING_REFUSED)
                                .hear(answer));
        table.row("Comparing", "PAIR_VERDICT, the same", talk -> talk.hear(SAME))
                .row("Comparing", "PAIR_VERDICT, not the same", talk -> talk.hear(DIFFERENT))
                .row(
                        "Comparing",
                        "the person here: the same",
                        talk -> talk.performing(action -> says(action, true)).elapse())
                .row(
                        "Comparing",
                        "the person here: not the same",
                        talk -> talk.performing(action -> says(action, false)).elapse())
                .row(
                        "Comparing",
                        "the person here: the same, after the other one",
                        talk -> talk.hear(SAME)
                                .performing(action -> says(action, true))
                                .elapse());
        table.row("Confirmed", "PAIR_VERDICT, the same", talk -> talk.hear(SAME))
                .row("Confirmed", "PAIR_VERDICT, not the same", talk -> talk.hear(DIFFERENT))
                .row("Pinned", "PAIR_PINNED", talk -> talk.hear(new PairPinned()));
        table.ends().standsUnder("Pairing, the asker");
    }

    @Test
    void answerer() {
        var table = new StateTable<>(
                () -> new PairAnswerer(STREET, side(People.BOB), "bob", People.peer(People.ALICE), Words.CHANNEL),
                ProtocolPairDocumentTest::undecided);
        table.state("New", talk -> talk.begin())
                .state("Answered", talk -> talk.begin().hear(ask(STREET, People.ALICE)));
        table.row("New", "PAIR_ASK, which a person here waits for", talk -> talk.hear(ask(STREET, People.ALICE)))
                .row(
                        "New",
                        "PAIR_ASK, which nobody waits for",
                        talk -> talk.failing(Action.Begin.class, ErrorCode.PAIRING_CLOSED)
                                .hear(ask(STREET, People.ALICE)))
                .row(
                        "New",
                        "PAIR_ASK, after three failures, or of a name that is paired with another key",
                        talk -> talk.failing(Action.Begin.class, ErrorCode.PAIRING_REFUSED)
                                .hear(ask(STREET, People.ALICE)))
                .row(
                        "New",
                        "PAIR_ASK, of another confederation",
                        talk -> talk.hear(ask(ConfederationRef.open("lane").id(), People.ALICE)));
        table.row("Answered", "PAIR_OPEN, as committed to", talk -> talk.hear(new PairOpen(side(People.ALICE))))
                .row(
                        "Answered",
                        "PAIR_OPEN, of something else, or with other keys than the link's",
                        talk -> talk.hear(new PairOpen(side(People.CAROL))));
        table.ends().standsUnder("Pairing, the answerer");
    }
}
