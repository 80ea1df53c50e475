// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk;

import org.holdfast.crypto.jdk.internal.CtrCipher;
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
 * AES-256 in counter mode (NIST SP 800-38A): the counter block is the 12-byte nonce and a 32-bit big-endian block
 * number from 0. No tag, so nothing is noticed on opening and additional data are refused: whoever uses this
 * authenticates elsewhere.
 */
@Component(service = CipherSuite.class, property = "id=aes-256-ctr-v1")
public final class AesCtrSuite implements CipherSuite {
    @Activate
    void activate() {
        WarmUp.inBackground(this);
    }

    /** Brings the JDK's CTR to full speed: some 0.5 s of CPU time, on the calling thread. */
    public void warmUp() {
        WarmUp.run(this);
    }

    @Override
    public FormatId id() {
        return Formats.AES_256_CTR_V1;
    }

    @Override
    public int keyLength() {
        return PieceCipher.KEY_LENGTH;
    }

    @Override
    public int overhead() {
        return 0;
    }

    @Override
    public Sealer sealer(byte[] key) {
        return new CtrCipher(key);
    }

    @Override
    public Opener opener(byte[] key) {
        return new CtrCipher(key);
    }
}
