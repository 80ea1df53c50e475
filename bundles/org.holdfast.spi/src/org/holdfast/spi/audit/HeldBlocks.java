// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a holder's store gives to a proof. Asked by one thread, mostly in the order of the blocks' files; a block that is
 * not there or cannot be read is an {@link IOException}.
 */
public interface HeldBlocks {
    /** Length of a block's header. */
    int HEADER_BYTES = 360;

    /** Reads the header of a block. */
    byte[] header(AuditedBlock block) throws IOException;

    /** Reads all tags of a block, as they lie in its file. */
    byte[] tags(AuditedBlock block) throws IOException;

    /** Reads the tag of one piece into {@code out} from 0 on. */
    void tag(AuditedBlock block, int piece, byte[] out) throws IOException;

    /** Reads {@code length} bytes of a block's payload from {@code offset} on into {@code out} from 0 on. */
    void payload(AuditedBlock block, int offset, int length, byte[] out) throws IOException;

    /**
     * Reads pieces and their tags, in the order asked for, which is best that of the blocks and of the pieces in them. A
     * store that reads faster side by side does so, with few threads; all pieces are in memory at the end.
     */
    default List<HeldPiece> pieces(AuditShape shape, List<Sample> samples) throws IOException {
        var pieces = new ArrayList<HeldPiece>(samples.size());
        for (Sample each : samples) {
            AuditedBlock block = each.block();
            HeldPiece piece = HeldPiece.blank(shape, each);
            payload(
                    block,
                    shape.offset(each.piece()),
                    shape.length(each.piece(), block.payloadLength()),
                    piece.payload());
            if (shape.tagged()) {
                tag(block, each.piece(), piece.tag());
            }
            pieces.add(piece);
        }
        return pieces;
    }

    /** How long this holder computes for one proof; what would take longer is refused. */
    default Duration patience() {
        return Duration.ofSeconds(1);
    }
}
