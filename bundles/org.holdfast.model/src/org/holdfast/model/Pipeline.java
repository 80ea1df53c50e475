// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/**
 * Which optional layers a segment went through, always in the order compress, encrypt, code, encrypt per partner.
 *
 * @param compress chunks are compressed where that makes them smaller
 * @param inner the segment's frames are encrypted before coding
 * @param outer each shard is encrypted for its partner after coding
 */
public record Pipeline(boolean compress, boolean inner, boolean outer) {
    /** The default: compressed and encrypted twice. */
    public static final Pipeline DOUBLE = new Pipeline(true, true, true);

    /** As written into headers: bit 0 compress, bit 1 inner, bit 2 outer. */
    public int bits() {
        return (compress ? 1 : 0) | (inner ? 2 : 0) | (outer ? 4 : 0);
    }

    /** @throws IllegalArgumentException if an unknown bit is set */
    public static Pipeline ofBits(int bits) {
        if ((bits & ~7) != 0) {
            throw new IllegalArgumentException("unknown pipeline bits: " + bits);
        }
        return new Pipeline((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
    }
}
