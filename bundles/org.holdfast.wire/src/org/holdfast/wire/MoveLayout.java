// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ByteCount;
import org.holdfast.wire.MoveMessage.MoveAsked;
import org.holdfast.wire.MoveMessage.MoveTaken;

/**
 * Bodies of the messages by which a holder gets its disk back.
 *
 * <pre>
 * MOVE_ASKED  0   16  agreement
 *            16    8  most: bytes that may stay; 2^63 - 1: all
 *            24    8  until: ms since 1970
 * MOVE_TAKEN  0   16  agreement
 *            16    8  blocks that still have to move
 *            24    8  bytes of them
 * </pre>
 */
final class MoveLayout {
    private MoveLayout() {}

    static void write(MoveAsked asked, ByteWriter out) {
        out.id16(asked.agreement().value()).u64(asked.most().value()).millis(asked.until());
    }

    static MoveAsked readAsked(ByteReader in) {
        return new MoveAsked(new AgreementId(in.id16()), ByteCount.of(in.u64()), in.millis());
    }

    static void write(MoveTaken taken, ByteWriter out) {
        out.id16(taken.agreement().value())
                .u64(taken.blocks())
                .u64(taken.bytes().value());
    }

    static MoveTaken readTaken(ByteReader in) {
        return new MoveTaken(new AgreementId(in.id16()), in.u64(), ByteCount.of(in.u64()));
    }
}
