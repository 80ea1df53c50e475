// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.crypto.gcmsiv;

import org.holdfast.model.FormatId;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;
import org.osgi.service.component.annotations.Component;

/**
 * AES-256-GCM-SIV (RFC 8452): as AES-GCM, but whoever uses a nonce twice gives away no more than that two messages were
 * the same.
 */
@Component(service = CipherSuite.class, property = "id=aes-256-gcm-siv-v1")
public final class GcmSivSuite implements CipherSuite {
    /** Written into every segment, for ever: a number of one's own from 0x8000 on, and a name with a version. */
    static final FormatId ID = new FormatId(0xB5E7, "aes-256-gcm-siv-v1");

    @Override
    public FormatId id() {
        return ID;
    }

    @Override
    public int keyLength() {
        return GcmSiv.KEY_LENGTH;
    }

    @Override
    public int overhead() {
        return GcmSiv.TAG_LENGTH;
    }

    @Override
    public Sealer sealer(byte[] key) {
        return new GcmSiv(key);
    }

    @Override
    public Opener opener(byte[] key) {
        return new GcmSiv(key);
    }
}
