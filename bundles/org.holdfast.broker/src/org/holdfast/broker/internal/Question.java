// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.holdfast.format.ByteReader;
import org.holdfast.model.Id16;

/**
 * What a node says, once on each connection; at most 728 bytes (docs/protocol-discovery.md):
 *
 * <pre>
 *  0  magic "HFBQ"    4
 *  4  version = 1     u16
 *  6  flags = 0       u16
 *  8  group          16     first bytes of SHA-256(name of the group)
 * 24  wanted          u16   most adverts in the answer, 0 to 64
 * 26  advert length   u16   0 to 700; 0: the node has nothing to say
 * 28  advert
 * </pre>
 */
record Question(Id16 group, int wanted, byte[] advert) {
    static final int MOST_WANTED = 64;
    static final int LONGEST_ADVERT = 700;

    private static final int HEAD = 28;
    private static final int AT_LENGTH = 26;
    private static final int VERSION = 1;

    /**
     * Reads one, and nothing behind it.
     *
     * @throws org.holdfast.model.HoldfastException MALFORMED_INPUT, NEWER_VERSION
     * @throws IOException if the connection ends before
     */
    static Question read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        byte[] head = new byte[HEAD];
        in.readFully(head);
        int length = Short.toUnsignedInt(ByteBuffer.wrap(head).getShort(AT_LENGTH));
        Head read = head(head, length);
        byte[] advert = new byte[length];
        in.readFully(advert);
        return new Question(read.group, read.wanted, advert);
    }

    private record Head(Id16 group, int wanted) {}

    private static Head head(byte[] bytes, int length) {
        ByteReader in = new ByteReader("question to a broker", bytes);
        in.magic("HFBQ");
        in.version(VERSION);
        in.zero(2);
        Id16 group = in.id16();
        int wanted = in.u16();
        if (wanted > MOST_WANTED || length > LONGEST_ADVERT) {
            throw in.bad(wanted + " adverts wanted and one of " + length + " bytes are more than may be");
        }
        return new Head(group, wanted);
    }
}
