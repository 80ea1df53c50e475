// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.identity.EscrowBox;
import org.holdfast.format.identity.KeptEscrow.Asked;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.EscrowMessage.EscrowAnswer;
import org.holdfast.wire.EscrowMessage.EscrowGet;
import org.holdfast.wire.EscrowMessage.EscrowKept;
import org.holdfast.wire.EscrowMessage.EscrowPut;

/**
 * Bodies of the messages about escrow. The box is laid out in docs/format-identity.md.
 *
 * <pre>
 * ESCROW_PUT   0    1  b, 1 if a box follows, else 0
 *              1 184b  escrow box
 * ESCROW_KEPT  0    1  f, 1 if somebody asked for the box, else 0
 *              1   8f  when, ms
 *              …  32f  whose admin key signed it
 *              …  32f  owner id of who asked
 *              …  64f  signature of the wish
 * ESCROW_GET   0   32  owner
 *             32    8  time, ms
 *             40   32  admin key
 *             72   64  signature
 * ESCROW       0    1  b, 1 if a box follows, else 0
 *              1 184b  escrow box
 * </pre>
 */
final class EscrowLayout {
    private EscrowLayout() {}

    static void write(EscrowPut put, ByteWriter out) {
        box(put.box(), out);
    }

    static EscrowPut readPut(ByteReader in) {
        return new EscrowPut(box(in));
    }

    static void write(EscrowAnswer answer, ByteWriter out) {
        box(answer.box(), out);
    }

    static EscrowAnswer readAnswer(ByteReader in) {
        return new EscrowAnswer(box(in));
    }

    private static void box(Optional<EscrowBox> box, ByteWriter out) {
        out.u8(box.isPresent() ? 1 : 0);
        box.ifPresent(each -> out.bytes(each.bytes()));
    }

    private static Optional<EscrowBox> box(ByteReader in) {
        return flag(in) ? Optional.of(EscrowBox.read(in.array(EscrowBox.BYTES))) : Optional.empty();
    }

    private static boolean flag(ByteReader in) {
        int flag = in.u8();
        if (flag > 1) {
            throw in.bad("a flag is 0 or 1, not " + flag);
        }
        return flag == 1;
    }

    static void write(EscrowKept kept, ByteWriter out) {
        out.u8(kept.asked().isPresent() ? 1 : 0);
        kept.asked().ifPresent(asked -> asked.write(out));
    }

    static EscrowKept readKept(ByteReader in) {
        return new EscrowKept(flag(in) ? Optional.of(Asked.read(in)) : Optional.empty());
    }

    static void write(EscrowGet get, ByteWriter out) {
        out.id32(get.owner().value())
                .millis(get.time())
                .id32(get.admin().value())
                .bytes(get.signature());
    }

    static EscrowGet readGet(ByteReader in) {
        return new EscrowGet(new OwnerId(in.id32()), in.millis(), new DeviceKey(in.id32()), in.bytes(Signatures.BYTES));
    }
}
