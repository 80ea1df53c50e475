// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.holdfast.format.Mac;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.Digest;

/**
 * Hashes the three parts of a block's file while it goes by: header, tags, payload. Where the tags end says the header,
 * whatever it says: both sides cut the same bytes at the same places, also where they are damaged. One thread's.
 */
final class FileHashes {
    private static final int SUB_BLOCKS_AT = 132;
    private static final int MOST_TAGS = 1 << 21;

    private final ByteBuffer head = ByteBuffer.allocate(BlockHeader.BYTES);
    private final MessageDigest tags = Mac.sha256();
    private final MessageDigest payload = Mac.sha256();
    private int length;
    private int tagsLeft;

    /** Takes the next bytes and moves the buffer to its limit. */
    void accept(ByteBuffer bytes) {
        length += bytes.remaining();
        if (head.hasRemaining()) {
            head.put(take(bytes, head.remaining()));
            if (head.hasRemaining()) {
                return;
            }
            tagsLeft = Math.clamp(head.getInt(SUB_BLOCKS_AT), 0, MOST_TAGS) * BlockHeader.TAG_BYTES;
        }
        ByteBuffer next = take(bytes, tagsLeft);
        tagsLeft -= next.remaining();
        tags.update(next);
        payload.update(bytes);
    }

    private static ByteBuffer take(ByteBuffer bytes, int most) {
        ByteBuffer taken = bytes.slice(bytes.position(), Math.min(most, bytes.remaining()));
        bytes.position(bytes.position() + taken.remaining());
        return taken;
    }

    /** The hashes; nothing may follow. */
    Sums sums() {
        return new Sums(
                length,
                Mac.sha256(Arrays.copyOf(head.array(), head.position())),
                Digest.of(tags.digest()),
                Digest.of(payload.digest()));
    }

    /** SHA-256 of each part, and the length of all together. */
    record Sums(int length, Digest header, Digest tags, Digest payload) {}
}
