// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import com.google.gson.JsonObject;
import java.util.Base64;

/** The beginning of a file of a snapshot, as it comes: what never comes of it are zeros. One thread's until it is whole. */
public final class FileBeginning {
    private final long most;
    private long size;
    private long fetchedBytes;
    private byte[] bytes = {};

    /** @param most bytes that are wanted */
    FileBeginning(long most) {
        this.most = most;
    }

    /** An object of the answer. @throws IllegalStateException if no node would say that */
    void take(JsonObject object) {
        switch (Json.text(object, "type")) {
            case "entry" -> {
                size = Math.max(0, number(object, "size"));
                bytes = new byte[(int) Math.min(size, most)];
            }
            case "content" -> take(number(object, "position"), Json.text(object, "data"));
            case "read" -> fetchedBytes = number(object, "fetched_bytes");
            default -> {
                // a newer node says more
            }
        }
    }

    private void take(long position, String data) {
        try {
            byte[] piece = Base64.getDecoder().decode(data);
            if (position < 0 || position > bytes.length - piece.length) {
                throw new IllegalStateException("content at " + position + " beyond the " + bytes.length + " wanted");
            }
            System.arraycopy(piece, 0, bytes, (int) position, piece.length);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("content that is no Base64", e);
        }
    }

    private static long number(JsonObject object, String field) {
        String text = Json.text(object, field);
        return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** Not copied. */
    public byte[] bytes() {
        return bytes;
    }

    /** Of the whole file. */
    public long size() {
        return size;
    }

    /** What partners sent for it. */
    public long fetchedBytes() {
        return fetchedBytes;
    }
}
