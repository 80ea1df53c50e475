// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk;

import org.holdfast.crypto.jdk.internal.Aead;
import org.holdfast.crypto.jdk.internal.AeadOpener;
import org.holdfast.crypto.jdk.internal.AeadSealer;
import org.holdfast.crypto.jdk.internal.PieceCipher;
import org.holdfast.crypto.jdk.internal.WarmUp;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * AES-256-GCM (NIST SP 800-38D): nonce 12 bytes, tag 16 bytes behind the ciphertext. A sealer refuses the same nonce
 * twice in a row; more it cannot see.
 */
@Component(service = CipherSuite.class, property = "id=aes-256-gcm-v1")
public final class AesGcmSuite implements CipherSuite {
    @Activate
    void activate() {
        WarmUp.inBackground(this);
    }

    /** Brings the JDK's GCM to full speed: some 0.5 s of CPU time, on the calling thread. */
    public void warmUp() {
        WarmUp.run(this);
    }

    @Override
    public FormatId id() {
        return Formats.AES_256_GCM_V1;
    }

    @Override
    public int keyLength() {
        return PieceCipher.KEY_LENGTH;
    }

    @Override
    public int overhead() {
        return Aead.TAG_LENGTH;
    }

    @Override
    public Sealer sealer(byte[] key) {
        return new AeadSealer(Aead.AES_GCM, key);
    }

    @Override
    public Opener opener(byte[] key) {
        return new AeadOpener(Aead.AES_GCM, key);
    }
}
