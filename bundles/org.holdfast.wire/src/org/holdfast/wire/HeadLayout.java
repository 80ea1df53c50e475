// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.head.Witness;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Digest;
import org.holdfast.wire.HeadMessage.GetHead;
import org.holdfast.wire.HeadMessage.GetHeadOf;
import org.holdfast.wire.HeadMessage.GetWitness;
import org.holdfast.wire.HeadMessage.HeadAnswer;
import org.holdfast.wire.HeadMessage.HeadConflict;
import org.holdfast.wire.HeadMessage.Kept;
import org.holdfast.wire.HeadMessage.ListWitnesses;
import org.holdfast.wire.HeadMessage.PutHead;
import org.holdfast.wire.HeadMessage.WitnessPage;
import org.holdfast.wire.HeadMessage.WitnessTop;

/**
 * Bodies of the messages about heads and witnesses (HEAD_RECEIPT: see {@link HeadReceipt}).
 *
 * <pre>
 * PUT_HEAD        0   16  agreement
 *                16    2  n, number of witnesses, 1 to 512
 *                18 232n  witnesses, oldest first (docs/format.md)
 *                 …    4  h, length of the sealed head of the last witness, at most 65536; 0 if it follows later
 *                 …    h  sealed head
 * HEAD_CONFLICT   0  232  the holder's top witness
 * GET_WITNESS     empty
 * WITNESS_TOP     0    1  1 if a witness follows, else 0
 *                 1  232  the holder's top witness of the asker
 * GET_HEAD        empty
 * HEAD            0    1  1 if a witness and its head follow, else 0
 *                 1  232  witness
 *               233    4  h, length of the sealed head
 *               237    h  sealed head
 * LIST_WITNESSES  0    1  1 if a hash follows, else 0
 *                 1 0/32  hash of the witness behind which the page starts
 *                 …    2  most witnesses wanted, 1 to 256
 * WITNESSES       0    1  1 if this is the last page, else 0
 *                 1    2  n, number of witnesses, at most 256
 *                 3 241n  witness, when it was stored, 1 if its head is kept, else 0
 * GET_HEAD_OF     0   32  hash of the witness
 * </pre>
 */
final class HeadLayout {
    static final int WITNESS_ROW = Witness.BYTES + 9;

    private HeadLayout() {}

    static void write(PutHead put, ByteWriter out) {
        out.id16(put.agreement().value()).u16(put.run().size());
        put.run().forEach(witness -> out.bytes(witness.bytes()));
        out.bytes32(put.head());
    }

    static PutHead readPut(ByteReader in, ByteBuffer body) {
        AgreementId agreement = new AgreementId(in.id16());
        int count = in.count16(Limits.WITNESS_RUN, Witness.BYTES);
        List<Witness> run = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            run.add(Witness.read(body));
        }
        return new PutHead(agreement, run, in.bytes32(Limits.SEALED_HEAD));
    }

    static void write(HeadConflict conflict, ByteWriter out) {
        out.bytes(conflict.top().bytes());
    }

    static HeadConflict readConflict(ByteReader in, ByteBuffer body) {
        return new HeadConflict(Witness.read(body));
    }

    static GetWitness readGetWitness(ByteReader in) {
        return new GetWitness();
    }

    static void write(WitnessTop answer, ByteWriter out) {
        out.u8(answer.top().isPresent() ? 1 : 0);
        answer.top().ifPresent(top -> out.bytes(top.bytes()));
    }

    static WitnessTop readTop(ByteReader in, ByteBuffer body) {
        return new WitnessTop(ReadLayout.flag(in) ? Optional.of(Witness.read(body)) : Optional.empty());
    }

    static GetHead readGetHead(ByteReader in) {
        return new GetHead();
    }

    static void write(HeadAnswer answer, ByteWriter out) {
        out.u8(answer.kept().isPresent() ? 1 : 0);
        answer.kept().ifPresent(kept -> out.bytes(kept.witness().bytes()).bytes32(kept.head()));
    }

    static HeadAnswer readHead(ByteReader in, ByteBuffer body) {
        if (!ReadLayout.flag(in)) {
            return new HeadAnswer(Optional.empty());
        }
        return new HeadAnswer(Optional.of(new Kept(Witness.read(body), in.bytes32(Limits.SEALED_HEAD))));
    }

    static void write(ListWitnesses list, ByteWriter out) {
        out.u8(list.after().isPresent() ? 1 : 0);
        list.after().ifPresent(after -> out.id32(after.value()));
        out.u16(list.most());
    }

    static ListWitnesses readList(ByteReader in) {
        Optional<Digest> after = ReadLayout.flag(in) ? Optional.of(new Digest(in.id32())) : Optional.empty();
        return new ListWitnesses(after, in.u16());
    }

    static void write(WitnessPage page, ByteWriter out) {
        out.u8(page.last() ? 1 : 0).u16(page.rows().size());
        page.rows()
                .forEach(row ->
                        out.bytes(row.witness().bytes()).millis(row.storedAt()).u8(row.hasHead() ? 1 : 0));
    }

    static WitnessPage readPage(ByteReader in, ByteBuffer body) {
        boolean last = ReadLayout.flag(in);
        int count = in.count16(Limits.PAGE_WITNESSES, WITNESS_ROW);
        List<WitnessPage.Row> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(new WitnessPage.Row(Witness.read(body), in.millis(), ReadLayout.flag(in)));
        }
        return new WitnessPage(last, rows);
    }

    static void write(GetHeadOf get, ByteWriter out) {
        out.id32(get.witness().value());
    }

    static GetHeadOf readGetHeadOf(ByteReader in) {
        return new GetHeadOf(new Digest(in.id32()));
    }
}
