// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.holdfast.format.Mac;
import org.holdfast.model.Digest;

/**
 * What a holder can check of a block without any key, while its tags and payload pass by: that they are as long as the
 * header says and hash to what it names. (That the header is the owner's shows {@link BlockHeader#signedBy}.) For one
 * block; not thread-safe.
 */
public final class HolderCheck {
    private final BlockHeader header;
    private final MessageDigest tags = Mac.sha256();
    private final MessageDigest payload = Mac.sha256();
    private long seen;

    public HolderCheck(BlockHeader header) {
        this.header = header;
    }

    /** How the check ended. */
    public enum Verdict {
        WHOLE,
        TOO_SHORT,
        TOO_LONG,
        TAGS_CHANGED,
        PAYLOAD_CHANGED
    }

    /** Takes the next bytes after the header. Moves the buffer to its limit. */
    public void accept(ByteBuffer bytes) {
        int tagsLeft = (int) Math.max(0, header.tagsLength() - seen);
        seen += bytes.remaining();
        if (tagsLeft > 0) {
            ByteBuffer part = bytes.slice(bytes.position(), Math.min(tagsLeft, bytes.remaining()));
            bytes.position(bytes.position() + part.remaining());
            tags.update(part);
        }
        payload.update(bytes);
    }

    /** Bytes seen so far. */
    public long seen() {
        return seen;
    }

    /** Whether all that the header names has passed; nothing can follow. */
    public Verdict verdict() {
        long expected = (long) header.tagsLength() + header.payloadLength();
        if (seen != expected) {
            return seen < expected ? Verdict.TOO_SHORT : Verdict.TOO_LONG;
        }
        if (!header.tagsHash().equals(Digest.of(tags.digest()))) {
            return Verdict.TAGS_CHANGED;
        }
        return header.payloadHash().equals(Digest.of(payload.digest())) ? Verdict.WHOLE : Verdict.PAYLOAD_CHANGED;
    }
}
