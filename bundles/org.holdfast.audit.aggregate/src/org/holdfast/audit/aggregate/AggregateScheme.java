// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.aggregate;

import java.io.IOException;
import java.io.OutputStream;
import org.holdfast.audit.aggregate.internal.AggregateOwner;
import org.holdfast.audit.aggregate.internal.AggregateProof;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.OwnerSide;
import org.osgi.service.component.annotations.Component;

/**
 * Linear authenticators, aggregated: each piece of 4 KiB has a tag of 16 bytes that depends linearly on its bytes, so one
 * combination of pieces with random weights, and the same combination of their tags, prove all of them (Shacham and
 * Waters 2008, privately verifiable; the authenticator is the polynomial of GCM instead of a sum in a prime field, because
 * every JDK has it as an intrinsic).
 *
 * <p>All sums are in GF(2^128) with the bit order of GCM, and every one of them has the shape of a GMAC: <pre>
 *   P_H(x_1 … x_s) = Σ x_k · H^(s+2−k)   = GMAC(x) XOR GMAC(zeros), same key and nonce
 *   tag of piece i  = P_H(piece) + AES_K2(i)              H = AES_K1(0)
 *   mu_k            = Σ weight_j · piece_j,k              weight_j = rho^(c'+2−j), rho = AES_K'(0)
 *   sigma           = Σ weight_j · tag_j
 * </pre> so there is no multiplication written here at all. A holder needs R and nothing else; it keeps one piece for each
 * sample in memory, 4 MB at most.
 */
@Component(service = AuditScheme.class, property = "id=aggregate-v1")
public final class AggregateScheme implements AuditScheme {
    private static final AuditShape SHAPE = new AuditShape(12, true, 0, 1000);

    @Override
    public FormatId id() {
        return Formats.AUDIT_AGGREGATE_V1;
    }

    @Override
    public AuditShape shape() {
        return SHAPE;
    }

    @Override
    public OwnerSide owner(byte[] sharedKey) {
        return new AggregateOwner(SHAPE, sharedKey);
    }

    @Override
    public void prove(Challenge challenge, byte[] parameters, HeldBlocks held, OutputStream proof) throws IOException {
        if (parameters.length > 0) {
            throw new MalformedInput("parameters of " + id(), 0, "there are none, not " + parameters.length + " bytes");
        }
        proof.write(AggregateProof.of(SHAPE, challenge, held));
    }
}
