// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.scrub;

import java.time.Duration;
import java.time.Instant;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Id16;

/**
 * How far a pass through all held blocks has come. They are read in the order of agreement and block, so that the whole
 * takes the period that is set. Pure.
 *
 * @param began when it began
 * @param agreement of the block that was read last
 * @param block that was read last; all zero before the first
 * @param read bytes so far
 * @param over whether there is no block behind it
 */
record ScrubPass(Instant began, AgreementId agreement, BlockId block, long read, boolean over) {
    private static final Id16 ZERO = new Id16(0, 0);

    static ScrubPass begin(Instant now) {
        return new ScrubPass(now, new AgreementId(ZERO), new BlockId(ZERO), 0, false);
    }

    ScrubPass past(AgreementId at, BlockId last, long bytes) {
        return new ScrubPass(began, at, last, read + bytes, false);
    }

    ScrubPass finished() {
        return new ScrubPass(began, agreement, block, read, true);
    }

    /** Whether the next pass may begin; a clock that was put back begins one, too. */
    boolean isPast(Duration period, Instant now) {
        return over && (now.isBefore(began) || Duration.between(began, now).compareTo(period) >= 0);
    }

    /** How many bytes should have been read by now, of so many in all. */
    long due(Duration period, long total, Instant now) {
        double share = (double) Duration.between(began, now).toMillis() / Math.max(1, period.toMillis());
        return share < 0 ? total : (long) Math.ceil(share * total);
    }

    /** For the ledger. */
    Bytes encoded() {
        return Bytes.of(new ByteWriter()
                .millis(began)
                .id16(agreement.value())
                .id16(block.value())
                .u64(read)
                .u8(over ? 1 : 0)
                .toArray());
    }

    /** @throws org.holdfast.model.MalformedInput if that is no {@link #encoded} */
    static ScrubPass decode(Bytes encoded) {
        ByteReader in = new ByteReader("scrub pass", encoded.toArray());
        ScrubPass pass =
                new ScrubPass(in.millis(), new AgreementId(in.id16()), new BlockId(in.id16()), in.u64(), in.u8() == 1);
        in.end();
        return pass;
    }
}
