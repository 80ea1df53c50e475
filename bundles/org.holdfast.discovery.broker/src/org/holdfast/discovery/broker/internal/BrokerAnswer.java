// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.broker.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.model.Bytes;

/**
 * What a broker says to a node, once on each connection:
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
 *
 * @param known as the broker says; for people
 */
record BrokerAnswer(Reception reception, long known, List<Bytes> adverts) {
    private static final byte[] MAGIC = {'H', 'F', 'B', 'A'};
    private static final int VERSION = 1;

    BrokerAnswer {
        adverts = List.copyOf(adverts);
    }

    /** What a broker made of an advert, by its number. */
    enum Reception {
        /** Taken, or none was given. */
        TAKEN,
        /** Not an advert of this group. */
        MALFORMED,
        /** Its time is more than a day from the broker's clock, or not later than the last one. */
        NOT_FRESH,
        /** Not signed by the device that it names. */
        FORGED,
        /** The broker has too much to do, or no room for another group. */
        NO_ROOM
    }

    /**
     * Reads one, and no more than {@code wanted} adverts, each no longer than may be.
     *
     * @throws IOException if it is anything else, or ends early
     */
    static BrokerAnswer read(InputStream from, int wanted) throws IOException {
        DataInputStream in = new DataInputStream(from);
        byte[] magic = new byte[MAGIC.length];
        in.readFully(magic);
        int version = in.readUnsignedShort();
        if (!Arrays.equals(magic, MAGIC) || version != VERSION) {
            throw new StreamCorruptedException("who answers there is no broker of version " + VERSION);
        }
        Reception reception = reception(in.readUnsignedShort());
        long known = Integer.toUnsignedLong(in.readInt());
        int count = in.readUnsignedShort();
        if (count > wanted) {
            throw new StreamCorruptedException(count + " adverts are more than the " + wanted + " that were wanted");
        }
        List<Bytes> adverts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            adverts.add(advert(in));
        }
        return new BrokerAnswer(reception, known, adverts);
    }

    private static Reception reception(int number) throws IOException {
        if (number >= Reception.values().length) {
            throw new StreamCorruptedException("what became of the advert has no number " + number);
        }
        return Reception.values()[number];
    }

    private static Bytes advert(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort();
        if (length < 1 || length > BrokerQuestion.LONGEST_ADVERT) {
            throw new StreamCorruptedException("an advert has 1 to 700 bytes, not " + length);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return Bytes.of(bytes);
    }
}
