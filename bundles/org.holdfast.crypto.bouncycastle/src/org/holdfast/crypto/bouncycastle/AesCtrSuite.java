// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.bouncycastle;

import org.holdfast.crypto.bouncycastle.internal.Aead;
import org.holdfast.crypto.bouncycastle.internal.CtrCipher;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;
import org.osgi.service.component.annotations.Component;

/**
 * AES-256 in counter mode (NIST SP 800-38A) in plain Java: the bytes of the JDK's provider. No tag, so nothing is
 * noticed on opening and additional data are refused: whoever uses this authenticates elsewhere.
 */
@Component(
        service = CipherSuite.class,
        property = {"id=aes-256-ctr-v1", "service.ranking:Integer=-10"})
public final class AesCtrSuite implements CipherSuite {
    @Override
    public FormatId id() {
        return Formats.AES_256_CTR_V1;
    }

    @Override
    public int keyLength() {
        return Aead.KEY_LENGTH;
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
