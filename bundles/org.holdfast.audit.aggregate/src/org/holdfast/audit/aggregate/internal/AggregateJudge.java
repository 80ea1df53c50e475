// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.aggregate.internal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Judgement;
import org.holdfast.spi.audit.OwnedBlocks;
import org.holdfast.spi.audit.Sample;

/** Accepts mu and sigma if P_H(mu) + Σ weight_j · AES_K2(i_j) = sigma. */
final class AggregateJudge implements Judge {
    private final Polynomial polynomial;
    private final Challenge challenge;
    private final OwnedBlocks owned;
    private final ByteBuffer proof;
    private boolean tooLong;

    AggregateJudge(AuditShape shape, Polynomial polynomial, Challenge challenge, OwnedBlocks owned) {
        this.polynomial = polynomial;
        this.challenge = challenge;
        this.owned = owned;
        proof = ByteBuffer.allocate(AggregateProof.bytes(shape));
    }

    @Override
    public long most() {
        return proof.capacity();
    }

    @Override
    public void accept(ByteBuffer bytes) {
        int fits = Math.min(bytes.remaining(), proof.remaining());
        tooLong |= fits < bytes.remaining();
        proof.put(bytes.slice(bytes.position(), fits));
        bytes.position(bytes.limit());
    }

    @Override
    public Judgement judgement() {
        if (tooLong || proof.hasRemaining()) {
            return new Judgement.Wrong(Judgement.Reason.LENGTH);
        }
        byte[] expected = new byte[Polynomial.ELEMENT];
        polynomial.write(proof.array(), 0, expected, 0);
        Polynomial.xor(masks(), 0, expected, 0);
        byte[] sigma = Arrays.copyOfRange(proof.array(), proof.capacity() - Polynomial.ELEMENT, proof.capacity());
        return MessageDigest.isEqual(expected, sigma)
                ? new Judgement.Proved()
                : new Judgement.Wrong(Judgement.Reason.SUM);
    }

    private byte[] masks() {
        var weights = new Weights(challenge);
        Map<AuditedBlock, Masks> masks = new HashMap<>();
        for (Sample each : challenge.samples()) {
            Masks block = masks.computeIfAbsent(each.block(), asked -> new Masks(owned.blockKey(asked)));
            weights.put(each, block.of(each.piece(), 1), 0);
        }
        byte[] sum = new byte[Polynomial.ELEMENT];
        weights.write(sum, 0);
        return sum;
    }
}
