// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.util.List;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;

/**
 * What a broker says, once on each connection; at most 44,942 bytes:
 *
 * <pre>
 *  0  magic "HFBA"    4
 *  4  version = 1     u16
 *  6  advert          u16   what became of it: see {@link Reception}
 *  8  known           u32   adverts of the group that the broker has
 * 12  count           u16   at most what was wanted
 * 14  each: length    u16   1 to 700
 *     advert
 * </pre>
 */
record Answer(Reception reception, int known, List<Bytes> adverts) {
    private static final int VERSION = 1;
    private static final int MOST = 14 + Question.MOST_WANTED * (2 + Question.LONGEST_ADVERT);

    Answer {
        adverts = List.copyOf(adverts);
    }

    byte[] bytes() {
        ByteWriter out = new ByteWriter(MOST)
                .magic("HFBA")
                .u16(VERSION)
                .u16(reception.ordinal())
                .u32(known)
                .u16(adverts.size());
        adverts.forEach(advert -> out.u16(advert.length()).bytes(advert));
        return out.toArray();
    }
}
