// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.rsa;

import java.io.IOException;
import java.io.OutputStream;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.OwnerSide;
import org.osgi.service.component.annotations.Component;

/** {@link RsaScheme} with four primes of 768 bits: the holder does the same, the owner less. */
@Component(service = AuditScheme.class, property = "id=rsa-4-v1")
public final class RsaFourPrimes implements AuditScheme {
    private final RsaScheme scheme = new RsaScheme(Formats.AUDIT_RSA_4_V1, 4);

    @Override
    public FormatId id() {
        return scheme.id();
    }

    @Override
    public AuditShape shape() {
        return scheme.shape();
    }

    @Override
    public OwnerSide owner(byte[] sharedKey) {
        return scheme.owner(sharedKey);
    }

    @Override
    public void prove(Challenge challenge, byte[] parameters, HeldBlocks held, OutputStream proof) throws IOException {
        scheme.prove(challenge, parameters, held, proof);
    }
}
