// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.core.Inquiry;
import org.holdfast.core.Self;
import org.holdfast.core.head.HeadHolder;
import org.holdfast.core.head.HeadOwner;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Words;
import org.holdfast.format.head.Witness;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.HeadMessage.GetWitness;
import org.holdfast.wire.HeadMessage.HeadConflict;
import org.holdfast.wire.HeadMessage.PutHead;
import org.holdfast.wire.HeadMessage.WitnessTop;
import org.holdfast.wire.HeadReceipt;
import org.junit.jupiter.api.Test;

/** The tables of "Head" and "Questions with one answer" in docs/protocol.md. */
class ProtocolHeadDocumentTest {
    private static final Bytes HEAD = Bytes.of(People.filled(1, 64));
    private static final Witness FIRST = Words.WITNESS;
    private static final PutHead PUT = new PutHead(People.AGREEMENT, List.of(FIRST), HEAD);

    /** What a holder finds. */
    private record Shelf(AgreementPhase phase, Optional<Witness> top)
            implements Function<HeadHolder.Action, Optional<HeadHolder.Answer>> {
        @Override
        public Optional<HeadHolder.Answer> apply(HeadHolder.Action action) {
            return switch (action) {
                case HeadHolder.Action.LookUp look ->
                    Optional.of(new HeadHolder.Answer.Found(
                            Optional.of(new AgreementRow(People.agreement(), phase, People.NOW)), top));
                case HeadHolder.Action.Save save -> Optional.of(new HeadHolder.Answer.Saved(People.NOW));
            };
        }
    }

    private static Shelf shelf(Witness top) {
        return new Shelf(AgreementPhase.CLOSING, Optional.of(top));
    }

    private static Witness witness(long sequence, Digest previous) {
        return Witness.sign(
                People.ALICE.device(),
                People.ALICE.id(),
                People.ALICE.certificate().deviceEpoch(),
                sequence,
                previous,
                Witness.NONE,
                HEAD.toArray(),
                People.NOW);
    }

    @Test
    void holder() {
        Witness second = witness(2, FIRST.hash());
        Witness elsewhere = witness(2, People.roster(People.BOB).hash());
        var table = new StateTable<>(
                () -> new HeadHolder(People.BOB, People.peer(People.ALICE)),
                new Shelf(AgreementPhase.ACTIVE, Optional.empty()));
        table.state("Collecting", talk -> talk.begin());
        table.row(
                        "Collecting",
                        "PUT_HEAD, without a head",
                        talk -> talk.hear(new PutHead(People.AGREEMENT, List.of(FIRST), Bytes.EMPTY)))
                .row(
                        "Collecting",
                        "PUT_HEAD, nothing is kept yet, or it links the top",
                        talk -> talk.performing(shelf(FIRST))
                                .hear(new PutHead(People.AGREEMENT, List.of(second), HEAD)))
                .row(
                        "Collecting",
                        "PUT_HEAD, its last witness is the top already",
                        talk -> talk.performing(shelf(FIRST)).hear(PUT))
                .row(
                        "Collecting",
                        "PUT_HEAD, it leaves the top out",
                        talk -> talk.performing(shelf(elsewhere)).hear(PUT))
                .row(
                        "Collecting",
                        "PUT_HEAD, the phase lets no head be left",
                        talk -> talk.performing(new Shelf(AgreementPhase.CLOSED, Optional.empty()))
                                .hear(PUT))
                .row(
                        "Collecting",
                        "PUT_HEAD, badly signed, no chain, or another head",
                        talk -> talk.hear(
                                new PutHead(People.AGREEMENT, List.of(FIRST), Bytes.of(People.filled(2, 64)))))
                .row(
                        "Collecting",
                        "PUT_HEAD, another head came in between",
                        talk -> talk.failing(HeadHolder.Action.Save.class, ErrorCode.BUSY)
                                .hear(PUT))
                .row(
                        "Collecting",
                        "PUT_HEAD, the heads of this device take too much",
                        talk -> talk.failing(HeadHolder.Action.Save.class, ErrorCode.QUOTA_EXCEEDED)
                                .hear(PUT));
        table.ends().standsUnder("Head, the holder");
    }

    @Test
    void owner() {
        var table = new StateTable<>(
                () -> new HeadOwner(People.peer(People.BOB), People.AGREEMENT, List.of(FIRST), HEAD),
                action -> Optional.<Void>empty());
        table.begins().state("Sent", talk -> talk.begin());
        table.row("Sent", "HEAD_RECEIPT, good", talk -> talk.hear(receipt(People.BOB)))
                .row("Sent", "HEAD_RECEIPT, of another head or badly signed", talk -> talk.hear(receipt(People.CAROL)))
                .row("Sent", "HEAD_CONFLICT", talk -> talk.hear(new HeadConflict(FIRST)));
        table.ends().standsUnder("Head, the owner");
    }

    private static HeadReceipt receipt(Self holder) {
        return HeadReceipt.sign(holder.device(), People.BOB.id(), People.AGREEMENT, FIRST, People.NOW);
    }

    @Test
    void questions() {
        var table = new StateTable<>(
                () -> Inquiry.expecting(WitnessTop.class, new GetWitness(), Duration.ofSeconds(10)),
                action -> Optional.<Void>empty());
        table.begins().state("Asked", talk -> talk.begin());
        table.row("Asked", "WITNESS_TOP", talk -> talk.hear(new WitnessTop(Optional.of(FIRST))));
        table.ends().standsUnder("GET_WITNESS, the asker");
    }
}
