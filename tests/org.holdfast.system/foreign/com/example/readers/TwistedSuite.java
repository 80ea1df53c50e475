// SPDX-License-Identifier: EPL-2.0
package com.example.readers;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.model.FormatId;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;

/** A third party's cipher, of which Holdfast knows nothing: AES-256-GCM whose nonces are complemented. */
public final class TwistedSuite implements CipherSuite {
    private static final int TAG = 16;

    @Override
    public FormatId id() {
        return new FormatId(0x9102, "example-twisted-gcm-v1");
    }

    @Override
    public int keyLength() {
        return 32;
    }

    @Override
    public int overhead() {
        return TAG;
    }

    @Override
    public Sealer sealer(byte[] key) {
        SecretKeySpec secret = new SecretKeySpec(key, "AES");
        return (nonce, aad, in, inOffset, length, out, outOffset) -> {
            try {
                return cipher(Cipher.ENCRYPT_MODE, secret, nonce, aad).doFinal(in, inOffset, length, out, outOffset);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @Override
    public Opener opener(byte[] key) {
        SecretKeySpec secret = new SecretKeySpec(key, "AES");
        return (nonce, aad, in, inOffset, length, out, outOffset) -> {
            try {
                return cipher(Cipher.DECRYPT_MODE, secret, nonce, aad).doFinal(in, inOffset, length, out, outOffset);
            } catch (AEADBadTagException e) {
                return Opener.FORGED;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, byte[] aad)
            throws GeneralSecurityException {
        byte[] twisted = nonce.clone();
        for (int i = 0; i < twisted.length; i++) {
            twisted[i] = (byte) ~twisted[i];
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, twisted));
        cipher.updateAAD(aad);
        return cipher;
    }
}
