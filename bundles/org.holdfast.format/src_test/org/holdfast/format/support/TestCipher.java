// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.support;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;

/** The two built-in ciphers, straight from the JDK, so that these tests need no provider. */
public enum TestCipher implements CipherSuite {
    GCM(Formats.AES_256_GCM_V1, 16) {
        @Override
        Cipher cipher(int mode, SecretKeySpec key, byte[] nonce) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(128, nonce));
            return cipher;
        }
    },
    CTR(Formats.AES_256_CTR_V1, 0) {
        @Override
        Cipher cipher(int mode, SecretKeySpec key, byte[] nonce) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    mode,
                    key,
                    new IvParameterSpec(ByteBuffer.allocate(16).put(nonce).array()));
            return cipher;
        }
    };

    private final FormatId id;
    private final int overhead;

    TestCipher(FormatId id, int overhead) {
        this.id = id;
        this.overhead = overhead;
    }

    abstract Cipher cipher(int mode, SecretKeySpec key, byte[] nonce) throws GeneralSecurityException;

    /** The suite of a number, as a node looks it up. */
    public static CipherSuite of(int number) {
        for (TestCipher suite : values()) {
            if (suite.id.number() == number) {
                return suite;
            }
        }
        throw new HoldfastException(ErrorCode.FORMAT_UNKNOWN, "cipher " + number, "no cipher has this number");
    }

    @Override
    public FormatId id() {
        return id;
    }

    @Override
    public int keyLength() {
        return 32;
    }

    @Override
    public int overhead() {
        return overhead;
    }

    @Override
    public Sealer sealer(byte[] key) {
        SecretKeySpec secret = new SecretKeySpec(key, "AES");
        return (nonce, aad, in, inOffset, length, out, outOffset) -> {
            try {
                return run(cipher(Cipher.ENCRYPT_MODE, secret, nonce), aad, in, inOffset, length, out, outOffset);
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        };
    }

    @Override
    public Opener opener(byte[] key) {
        SecretKeySpec secret = new SecretKeySpec(key, "AES");
        return (nonce, aad, in, inOffset, length, out, outOffset) -> {
            try {
                return run(cipher(Cipher.DECRYPT_MODE, secret, nonce), aad, in, inOffset, length, out, outOffset);
            } catch (AEADBadTagException e) {
                return Opener.FORGED;
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        };
    }

    private static int run(Cipher cipher, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws GeneralSecurityException {
        if (aad.length > 0) {
            cipher.updateAAD(aad);
        }
        return cipher.doFinal(in, inOffset, length, out, outOffset);
    }
}
