// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.bouncycastle;

import org.holdfast.crypto.bouncycastle.internal.Aead;
import org.holdfast.crypto.bouncycastle.internal.AeadOpener;
import org.holdfast.crypto.bouncycastle.internal.AeadSealer;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;
import org.osgi.service.component.annotations.Component;

/**
 * Serpent (Anderson, Biham, Knudsen 1998) with 256-bit keys in Galois/Counter Mode (NIST SP 800-38D, with Serpent in
 * place of AES): nonce 12 bytes, tag 16 bytes behind the ciphertext. For whoever does not want to rely on AES alone; of
 * the finalists for AES it has the widest margin. A sealer refuses the same nonce twice in a row; more it cannot see.
 */
@Component(
        service = CipherSuite.class,
        property = {"id=serpent-256-gcm-v1", "service.ranking:Integer=-10"})
public final class SerpentGcmSuite implements CipherSuite {
    @Override
    public FormatId id() {
        return Formats.SERPENT_256_GCM_V1;
    }

    @Override
    public int keyLength() {
        return Aead.KEY_LENGTH;
    }

    @Override
    public int overhead() {
        return Aead.TAG_LENGTH;
    }

    @Override
    public Sealer sealer(byte[] key) {
        return new AeadSealer(Aead.SERPENT_GCM, key);
    }

    @Override
    public Opener opener(byte[] key) {
        return new AeadOpener(Aead.SERPENT_GCM, key);
    }
}
