// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk.internal;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.HoldfastException;

/**
 * A JDK cipher under one key, fed in pieces. One call over a megabyte runs at a tenth to a fiftieth of the speed until
 * HotSpot compiles it, which may take a gigabyte: the intrinsic is entered only from compiled callers, and one call is
 * one invocation however long it is. Heap arrays in pieces of 8 to 16 KiB get there soonest and end fastest; direct
 * buffers are slower.
 */
public final class PieceCipher {
    public static final int KEY_LENGTH = 32;
    public static final int NONCE_LENGTH = 12;
    private static final int PIECE = 16 * 1024;

    private final FormatId id;
    private final SecretKeySpec key;
    private final Cipher cipher;

    PieceCipher(FormatId id, String keyAlgorithm, String transformation, byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a key of " + id + " has " + KEY_LENGTH + " bytes, not " + key.length);
        }
        this.id = id;
        this.key = new SecretKeySpec(key, keyAlgorithm);
        try {
            this.cipher = Cipher.getInstance(transformation);
        } catch (GeneralSecurityException e) {
            throw failed("this Java has no " + transformation, e);
        }
    }

    /** Begins a message. */
    void start(int mode, AlgorithmParameterSpec parameters) {
        try {
            cipher.init(mode, key, parameters);
        } catch (GeneralSecurityException e) {
            throw failed("the cipher could not start; was a nonce used twice?", e);
        }
    }

    void additionalData(byte[] aad) {
        cipher.updateAAD(aad);
    }

    /** Passes a whole message through in pieces and ends it. @return bytes written */
    int run(byte[] in, int inOffset, int length, byte[] out, int outOffset) throws GeneralSecurityException {
        int done = 0;
        int written = 0;
        while (length - done > PIECE) {
            written += cipher.update(in, inOffset + done, PIECE, out, outOffset + written);
            done += PIECE;
        }
        return written + cipher.doFinal(in, inOffset + done, length - done, out, outOffset + written);
    }

    /** Passes a whole message through in one call: for ciphers that hold back what comes in pieces. */
    int runAtOnce(byte[] in, int inOffset, int length, byte[] out, int outOffset) throws GeneralSecurityException {
        return cipher.doFinal(in, inOffset, length, out, outOffset);
    }

    HoldfastException failed(String what, GeneralSecurityException cause) {
        return new HoldfastException(ErrorCode.INTERNAL, id.name(), id + ": " + what, cause);
    }

    static void checkNonce(byte[] nonce) {
        if (nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("a nonce has " + NONCE_LENGTH + " bytes, not " + nonce.length);
        }
    }
}
