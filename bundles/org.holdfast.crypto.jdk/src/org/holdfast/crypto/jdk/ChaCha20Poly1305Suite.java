// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk;

import java.util.concurrent.atomic.AtomicBoolean;
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
import org.osgi.service.component.annotations.Component;

/**
 * ChaCha20-Poly1305 (RFC 8439): nonce 12 bytes, tag 16 bytes behind the ciphertext. For machines whose processors lack
 * instructions for AES. A sealer refuses the same nonce twice in a row; more it cannot see.
 */
@Component(service = CipherSuite.class, property = "id=chacha20-poly1305-v1")
public final class ChaCha20Poly1305Suite implements CipherSuite {
    /** One for the process, as compiled code is. */
    private static final AtomicBoolean WARM = new AtomicBoolean();

    @Override
    public FormatId id() {
        return Formats.CHACHA20_POLY1305_V1;
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
        warmUp();
        return new AeadSealer(Aead.CHACHA20_POLY1305, key);
    }

    @Override
    public Opener opener(byte[] key) {
        warmUp();
        return new AeadOpener(Aead.CHACHA20_POLY1305, key);
    }

    /**
     * At first use and not at activation: it takes half a second of CPU time, and few nodes ever use this cipher. Who
     * comes while it runs does not wait for it; the flag is set first because it uses this suite itself.
     */
    private void warmUp() {
        if (WARM.compareAndSet(false, true)) {
            WarmUp.run(this);
        }
    }
}
