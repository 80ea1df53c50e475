// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.rsa;

import java.io.IOException;
import java.io.OutputStream;
import org.holdfast.audit.rsa.internal.RsaKeys;
import org.holdfast.audit.rsa.internal.RsaOwner;
import org.holdfast.audit.rsa.internal.RsaProof;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.OwnerSide;
import org.osgi.service.component.annotations.Component;

/**
 * The owner keeps d = D mod φ(N) for each piece D; the holder answers r^D mod N, which is r^d for whoever knows φ(N) and
 * needs D for everybody else (Deswarte, Quisquater and Saïdane 2004; the square r and safe primes as in Filho and Barreto
 * 2006). Several pieces are added up with random weights, as integers, so one answer of 384 bytes is about all of them.
 *
 * <p>It is kept for what it can do alone: nothing but public parameters has to be at the holder, no tags and no keys. The
 * price is time and room: 0.15 s of the holder's for an answer, whatever the number of pieces, and 384 bytes of the
 * owner's for each piece of 4 KiB. N has 3072 bits of two primes; {@link RsaThreePrimes} and {@link RsaFourPrimes} make the
 * owner faster.
 */
@Component(service = AuditScheme.class, property = "id=rsa-v1")
public final class RsaScheme implements AuditScheme {
    static final AuditShape SHAPE = new AuditShape(12, false, RsaKeys.MODULUS_BYTES, 1000);
    private final FormatId id;
    private final RsaKeys keys;

    public RsaScheme() {
        this(Formats.AUDIT_RSA_V1, 2);
    }

    RsaScheme(FormatId id, int primes) {
        this.id = id;
        keys = new RsaKeys(primes);
    }

    @Override
    public FormatId id() {
        return id;
    }

    @Override
    public AuditShape shape() {
        return SHAPE;
    }

    /** Finding the primes of a new key takes seconds; they are remembered, so only the first owner's side does. */
    @Override
    public OwnerSide owner(byte[] sharedKey) {
        return new RsaOwner(SHAPE, keys.of(sharedKey));
    }

    @Override
    public void prove(Challenge challenge, byte[] parameters, HeldBlocks held, OutputStream proof) throws IOException {
        proof.write(RsaProof.of(SHAPE, challenge, parameters, held));
    }
}
