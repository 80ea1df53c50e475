// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.holdfast.model.Bytes;

/** Eight bytes in place of a path or a description: tables of hundreds of thousands of files stay small. */
final class PathHash {
    private final MessageDigest digest;

    PathHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    long of(Bytes path) {
        return ByteBuffer.wrap(digest.digest(path.toArray())).getLong();
    }

    long of(String text) {
        return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
