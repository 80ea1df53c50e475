// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

/** How opening a block ended. */
public sealed interface Opened {
    /**
     * The shard is exactly what was sealed.
     *
     * @param shard the array that held the payload: decrypted in place, {@code location.shardLength()} bytes from 0 on
     */
    record Shard(ShardLocation location, byte[] shard) implements Opened {}

    /** Not the block that was asked for, or not whole: an erasure. */
    record Rejected(Reason reason) implements Opened {}

    /** What did not fit. */
    enum Reason {
        /** The owner's MAC is wrong: the header was altered, or made by somebody else. */
        HEADER_FORGED,
        /** The payload is not the one that the header names. */
        PAYLOAD_CHANGED,
        OTHER_OWNER,
        OTHER_PARTNER,
        OTHER_AGREEMENT,
        /** An older version than the newest that the owner knows. */
        OLD_VERSION,
        OTHER_CLASS,
        /** A block of another segment or position. */
        OTHER_SHARD
    }
}
