// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.store;

import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;

/** Made-up ids, spread over the whole range, the same number always the same id. */
final class Ids {
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private Ids() {}

    static OwnerId owner(int number) {
        return new OwnerId(id32(number, 1));
    }

    static Digest digest(int number) {
        return new Digest(id32(number, 2));
    }

    static AgreementId agreement(int number) {
        return new AgreementId(id16(number, 3));
    }

    static SegmentId segment(int number) {
        return new SegmentId(id16(number, 4));
    }

    static BlockId block(int number) {
        return new BlockId(id16(number, 5));
    }

    static Bytes bytes(int number) {
        return Bytes.of(id32(number, 6).bytes());
    }

    static Id16 id16(int number, int kind) {
        return new Id16(number * SPREAD, number * 256L + kind);
    }

    static Id32 id32(int number, int kind) {
        return new Id32(number * SPREAD, ~number * SPREAD, number, kind);
    }
}
