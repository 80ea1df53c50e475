// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.KeyUse;

/**
 * The value U of a segment's synthetic id: the AES-256-GCM tag over all frame plaintexts, whose ciphertext is thrown
 * away. The tag never leaves the HMAC that makes the id, so one nonce serves for all segments: GHASH under a secret key
 * is an almost-universal hash (SP 800-38D), and HMAC over it a pseudo-random function. As ciphertext rather than as
 * associated data, because the JDK copies associated data before it looks at them; the cost is the same.
 */
final class PlaintextTag {
    /** What the JDK's intrinsics take at their full speed. */
    private static final int PIECE = 16 << 10;

    private static final byte[] LABEL = {'s', 'i', 'v'};
    private static final byte[] ONE = {1};
    private static final int TAG = 16;

    private final Cipher cipher;
    private final byte[] discarded = new byte[PIECE + 2 * TAG];

    PlaintextTag(GenerationKeys keys) {
        byte[] key = keys.key(KeyUse.SEGMENT_SIV, 32, LABEL, ONE);
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG, new byte[12]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-256-GCM", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    void update(byte[] plain, int offset, int length) {
        try {
            for (int done = 0; done < length; done += PIECE) {
                cipher.update(plain, offset + done, Math.min(PIECE, length - done), discarded, 0);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the buffer takes every piece", e);
        }
    }

    /** The tag; nothing can follow. */
    byte[] finish() {
        try {
            byte[] last = cipher.doFinal();
            Arrays.fill(discarded, (byte) 0);
            return Arrays.copyOfRange(last, last.length - TAG, last.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption does not fail", e);
        }
    }
}
