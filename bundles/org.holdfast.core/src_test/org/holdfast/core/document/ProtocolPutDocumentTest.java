// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.put.PutHolder;
import org.holdfast.core.put.PutOwner;
import org.holdfast.core.support.Blocks;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Words;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.HolderCheck.Verdict;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.PutMessage.PutBegin;
import org.holdfast.wire.PutMessage.PutData;
import org.holdfast.wire.PutMessage.PutEnd;
import org.holdfast.wire.PutMessage.PutGo;
import org.holdfast.wire.StoreReceipt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tables of "Put" in docs/protocol.md. */
class ProtocolPutDocumentTest {
    private static final PutBegin BEGIN = new PutBegin(Words.HEADER);

    /** What a holder finds, and what its disk says. */
    private record Holdings(Optional<AgreementPhase> phase, Optional<HeldRow> held, Verdict verdict)
            implements Function<PutHolder.Action, Optional<PutHolder.Answer>> {
        @Override
        public Optional<PutHolder.Answer> apply(PutHolder.Action action) {
            return switch (action) {
                case PutHolder.Action.LookUp look ->
                    Optional.of(new PutHolder.Answer.Found(
                            phase.map(each -> new AgreementRow(People.agreement(), each, People.NOW)),
                            held,
                            People.NOW));
                case PutHolder.Action.Keep keep -> Optional.of(new PutHolder.Answer.Kept());
                case PutHolder.Action.Check check -> Optional.of(new PutHolder.Answer.Checked(verdict));
                case PutHolder.Action.Commit commit -> Optional.of(new PutHolder.Answer.Stored(People.NOW));
                case PutHolder.Action.Begin begin -> Optional.empty();
                case PutHolder.Action.Append append -> Optional.empty();
                case PutHolder.Action.Discard discard -> Optional.empty();
            };
        }
    }

    private static Holdings holdings(AgreementPhase phase) {
        return new Holdings(Optional.of(phase), Optional.empty(), Verdict.WHOLE);
    }

    private static Holdings holding(BlockHeader header) {
        Optional<HeldRow> row = Optional.of(Blocks.row(header, People.NOW));
        return new Holdings(Optional.of(AgreementPhase.CLOSING), row, Verdict.WHOLE);
    }

    private static Consumer<Rehearsal<PutHolder.State, PutHolder.Action, PutHolder.Answer, PutHolder.Outcome>> offered(
            BlockHeader header) {
        return talk -> talk.hear(new PutBegin(header));
    }

    private static Consumer<Rehearsal<PutHolder.State, PutHolder.Action, PutHolder.Answer, PutHolder.Outcome>> offered(
            Holdings holdings) {
        return talk -> talk.performing(holdings).hear(BEGIN);
    }

    @Test
    @Tag("R1")
    void holder() {
        byte[] payload = Words.PAYLOAD;
        BlockHeader other = Blocks.header(1, payload, fields -> fields.sequence(2));
        var table = new StateTable<>(
                () -> new PutHolder(People.BOB, People.peer(People.ALICE)), holdings(AgreementPhase.ACTIVE));
        table.state("Idle", talk -> talk.begin())
                .state("Receiving", talk -> talk.begin().hear(BEGIN));
        table.row("Idle", "PUT_BEGIN, good", offered(Words.HEADER))
                .row(
                        "Idle",
                        "PUT_BEGIN, owner or partner is another",
                        offered(Blocks.header(1, payload, fields -> fields.owner(People.CAROL))))
                .row(
                        "Idle",
                        "PUT_BEGIN, not signed by the owner's present device",
                        offered(Blocks.header(1, payload, fields -> fields.deviceEpoch(1))))
                .row(
                        "Idle",
                        "PUT_BEGIN, no such agreement of the two",
                        offered(new Holdings(Optional.empty(), Optional.empty(), Verdict.WHOLE)))
                .row("Idle", "PUT_BEGIN, this very block lies here", offered(holding(Words.HEADER)))
                .row(
                        "Idle",
                        "PUT_BEGIN, this very block has just been freed",
                        talk -> talk.performing(holding(Words.HEADER))
                                .failing(PutHolder.Action.Keep.class, ErrorCode.BLOCK_UNKNOWN)
                                .hear(BEGIN))
                .row("Idle", "PUT_BEGIN, another block lies here under this id", offered(holding(other)))
                .row("Idle", "PUT_BEGIN, the phase lets nothing be stored", offered(holdings(AgreementPhase.CLOSING)))
                .row(
                        "Idle",
                        "PUT_BEGIN, locked for longer than agreed",
                        offered(Blocks.header(
                                1, payload, fields -> fields.retainUntil(People.NOW.plus(Duration.ofDays(402))))))
                .row(
                        "Idle",
                        "PUT_BEGIN, no room in the quota",
                        talk -> talk.failing(PutHolder.Action.Begin.class, ErrorCode.QUOTA_EXCEEDED)
                                .hear(BEGIN))
                .row(
                        "Idle",
                        "PUT_BEGIN, no room on the disk",
                        talk -> talk.failing(PutHolder.Action.Begin.class, ErrorCode.NO_SPACE)
                                .hear(BEGIN))
                .row(
                        "Idle",
                        "PUT_BEGIN, this block is just coming in",
                        talk -> talk.failing(PutHolder.Action.Begin.class, ErrorCode.BUSY)
                                .hear(BEGIN));
        table.row("Receiving", "PUT_DATA, the next bytes", talk -> talk.hear(Words.data(0)))
                .row("Receiving", "PUT_DATA, a gap, or too many bytes", talk -> talk.hear(Words.data(16384)))
                .row(
                        "Receiving",
                        "PUT_DATA, the disk fails",
                        talk -> talk.failing(PutHolder.Action.Append.class, ErrorCode.DISK_FAILED)
                                .hear(Words.data(0)))
                .row(
                        "Receiving",
                        "PUT_END, all is there and fits the header",
                        talk -> talk.hear(whole()).forget().hear(new PutEnd()))
                .row("Receiving", "PUT_END, bytes are missing", talk -> talk.hear(new PutEnd()))
                .row(
                        "Receiving",
                        "PUT_END, other bytes than the header names",
                        talk -> talk.performing(
                                        new Holdings(Optional.empty(), Optional.empty(), Verdict.PAYLOAD_CHANGED))
                                .hear(whole())
                                .forget()
                                .hear(new PutEnd()))
                .row(
                        "Receiving",
                        "PUT_END, the disk fails",
                        talk -> talk.hear(whole())
                                .failing(PutHolder.Action.Commit.class, ErrorCode.DISK_FAILED)
                                .forget()
                                .hear(new PutEnd()));
        table.ends().standsUnder("Put, the holder");
    }

    private static PutData whole() {
        return new PutData(0, ByteBuffer.wrap(Words.PAYLOAD));
    }

    @Test
    void owner() {
        var receipt = StoreReceipt.sign(People.BOB.device(), Words.HEADER, People.NOW);
        var forged = StoreReceipt.sign(People.CAROL.device(), Words.HEADER, People.NOW);
        var table = new StateTable<>(
                () -> new PutOwner(People.peer(People.BOB), Words.HEADER, ByteBuffer.wrap(Words.PAYLOAD)),
                action -> Optional.<Void>empty());
        table.begins()
                .state("Asked", talk -> talk.begin())
                .state("Sent", talk -> talk.begin().hear(new PutGo()));
        table.row("Asked", "PUT_GO", talk -> talk.hear(new PutGo()))
                .row("Asked", "STORE_RECEIPT, good", talk -> talk.hear(receipt))
                .row("Sent", "STORE_RECEIPT, good", talk -> talk.hear(receipt))
                .row("Asked", "STORE_RECEIPT, of another block or badly signed", talk -> talk.hear(forged))
                .row("Sent", "STORE_RECEIPT, of another block or badly signed", talk -> talk.hear(forged))
                .row(
                        "Sent",
                        "STORE_RECEIPT, which the ledger cannot take",
                        talk -> talk.failing(PutOwner.Acknowledge.class, ErrorCode.DISK_FAILED)
                                .hear(receipt));
        table.ends().standsUnder("Put, the owner");
    }
}
