// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.format.DedupKeys;
import org.holdfast.format.Mac;

/**
 * Marks of the pages of a stream, one after the other: two contents of a page have the same mark with a chance of about
 * 2^-119. The tag of AES-256-GCM with the page's number as nonce, whose ciphertext is thrown away: GHASH under a secret key
 * is an almost-universal hash (SP 800-38D), and ten times as fast as SHA-256 where the processor cannot do that. Marks stay
 * on this machine; whoever reads them and the file could make two pages with one mark, and so harm nothing but that file.
 * One thread's.
 */
final class PageMarks {
    /** Of a page, in bytes; the usual page of databases, and a multiple of the others. */
    static final int PAGE = 8 << 10;

    static final int BYTES = 16;
    private static final byte[] LABEL = {'m', 'a', 'r', 'k'};

    private final SecretKeySpec key;
    private final Cipher cipher;
    private final byte[] discarded = new byte[PAGE + 2 * BYTES];
    private long page;
    private int filled;

    PageMarks(DedupKeys keys) {
        byte[] pages = keys.pages();
        byte[] mine = Mac.hmac(pages, LABEL);
        try {
            this.key = new SecretKeySpec(mine, "AES");
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-256-GCM", e);
        } finally {
            Arrays.fill(pages, (byte) 0);
            Arrays.fill(mine, (byte) 0);
        }
    }

    /** How many bytes the present page still takes. */
    int room() {
        return PAGE - filled;
    }

    boolean isBegun() {
        return filled > 0;
    }

    /** @param count {@link #room} at most */
    void update(byte[] bytes, int offset, int count) {
        try {
            if (filled == 0) {
                byte[] nonce = ByteBuffer.allocate(12).putLong(4, page).array();
                cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * BYTES, nonce));
            }
            cipher.update(bytes, offset, count, discarded, 0);
            filled += count;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a page fits, and has a nonce of its own", e);
        }
    }

    /** The mark of the page that ends here. */
    byte[] finish() {
        try {
            byte[] last = cipher.doFinal();
            page++;
            filled = 0;
            return Arrays.copyOfRange(last, last.length - BYTES, last.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption does not fail", e);
        }
    }
}
