// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

/** What an owner does under one shared key. Belongs to one thread. */
public interface OwnerSide {
    /** What a holder must be told to prove, beside the challenge: nothing secret; empty for most schemes. */
    byte[] parameters();

    /**
     * Marks a block while it is sealed. Equal arguments give equal marks.
     *
     * @param blockKey 32 bytes of the block's own, never the same for two payloads
     * @param payload as the holder gets it; only read
     * @param length of the payload, which starts at 0
     */
    Marks mark(byte[] blockKey, byte[] payload, int length);

    /** Judges one proof for this challenge, all of whose blocks are under this shared key. */
    Judge judge(Challenge challenge, OwnedBlocks owned);
}
