// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.rsa.internal;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Judgement;
import org.holdfast.spi.audit.OwnedBlocks;
import org.holdfast.spi.audit.Sample;

/** Accepts an answer if it is r^(Σ weight_j · d_j) modulo N. */
final class RsaJudge implements Judge {
    private final RsaKey key;
    private final Challenge challenge;
    private final OwnedBlocks owned;
    private final ByteBuffer proof = ByteBuffer.allocate(RsaKeys.MODULUS_BYTES);
    private boolean tooLong;

    RsaJudge(RsaKey key, Challenge challenge, OwnedBlocks owned) {
        this.key = key;
        this.challenge = challenge;
        this.owned = owned;
    }

    @Override
    public long most() {
        return RsaKeys.MODULUS_BYTES;
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
        BigInteger answer = Numbers.of(proof.array(), 0, proof.capacity());
        return key.isPower(answer, RsaQuestion.base(challenge.random(), key.modulus()), exponent())
                ? new Judgement.Proved()
                : new Judgement.Wrong(Judgement.Reason.SUM);
    }

    private BigInteger exponent() {
        var question = new RsaQuestion(challenge);
        BigInteger sum = BigInteger.ZERO;
        for (Sample each : challenge.samples()) {
            byte[] d = owned.kept(each.block(), each.piece());
            sum = sum.add(question.weight(each).multiply(Numbers.of(d, 0, d.length)));
        }
        return sum;
    }
}
