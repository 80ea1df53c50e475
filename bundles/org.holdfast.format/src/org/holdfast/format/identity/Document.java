// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.util.function.Function;
import org.holdfast.format.ByteReader;
import org.holdfast.model.MalformedInput;

/** Reads one whole document from hostile bytes. */
final class Document {
    /** The only version there is of every document in this package. */
    static final int VERSION = 1;

    private Document() {}

    /**
     * @param max the longest that such a document can be
     * @param layout reads the fields; an {@link IllegalArgumentException} of a record it builds means malformed input
     */
    static <T> T read(String what, byte[] bytes, int max, Function<ByteReader, T> layout) {
        ByteReader in = new ByteReader(what, bytes);
        if (bytes.length > max) {
            throw in.bad(bytes.length + " bytes, at most " + max + " are allowed");
        }
        try {
            T document = layout.apply(in);
            in.end();
            return document;
        } catch (IllegalArgumentException e) {
            MalformedInput malformed = in.bad(String.valueOf(e.getMessage()));
            malformed.addSuppressed(e);
            throw malformed;
        }
    }

    /** Magic, version 1 and flags, of which none is defined: 8 bytes. */
    static void start(ByteReader in, String magic) {
        in.magic(magic);
        in.version(VERSION);
        in.zero(2);
    }
}
