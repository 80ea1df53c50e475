// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.holdfast.model.BlockId;
import org.holdfast.model.Digest;
import org.holdfast.model.Id16;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Draw;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Judgement;
import org.holdfast.spi.audit.Sample;
import org.holdfast.testkit.audit.AuditedStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a loss is found: 1 − (1 − f)^c for f of the pieces lost and c asked for. */
@Tag("R49")
class DetectionTest {
    private static final int SAMPLES = 460;
    private final AggregateScheme scheme = new AggregateScheme();

    /** In virtual: only what is drawn, of 100 GB in 20,000 blocks, each time with other losses. */
    @Test
    void onePercentLostIsFoundWithNinetyNinePercent() {
        List<AuditedBlock> catalogue = IntStream.range(0, 20_000)
                .mapToObj(i -> new AuditedBlock(new BlockId(Id16.of(id(i))), 1 + i, 1, 1280 * 4096))
                .toList();
        var random = new Random(41);
        int audits = 4_000;
        for (double lost : new double[] {0.05, 0.01, 0.001}) {
            int found = 0;
            for (int i = 0; i < audits; i++) {
                // Which pieces are lost is drawn for those that are asked for only: the others are never looked at.
                long hit = draw(random, catalogue).samples().stream()
                        .filter(each -> random.nextDouble() < lost)
                        .count();
                found += hit > 0 ? 1 : 0;
            }
            double expected = 1 - Math.pow(1 - lost, SAMPLES);
            double deviation = Math.sqrt(expected * (1 - expected) / audits);
            assertEquals(expected, (double) found / audits, 4 * deviation + 1e-3, lost + " lost");
        }
        assertTrue(1 - Math.pow(0.99, SAMPLES) >= 0.99);
    }

    /** For real: a holder that lost one piece of a hundred answers as well as it can. */
    @Test
    void aHolderThatLostOnePercentIsFoundOut() throws IOException {
        var store = new AuditedStore(scheme, new byte[32], 17);
        var random = new Random(17);
        IntStream.range(0, 200).forEach(i -> store.add(16 * 4096));
        Set<Sample> lost = new HashSet<>();
        while (lost.size() < 32) {
            AuditedBlock block = store.catalogue().get(random.nextInt(200));
            int piece = random.nextInt(16);
            if (lost.add(new Sample(block, piece, 1))) {
                store.held(block).payload()[4096 * piece + random.nextInt(4096)] ^= 1;
            }
        }
        int found = 0;
        int audits = 300;
        for (int i = 0; i < audits; i++) {
            Challenge challenge = draw(random, store.catalogue());
            boolean hit = challenge.samples().stream()
                    .anyMatch(each -> lost.contains(new Sample(each.block(), each.piece(), 1)));
            boolean wrong = audit(store, challenge) instanceof Judgement.Wrong;
            assertEquals(hit, wrong, "audit " + i);
            found += wrong ? 1 : 0;
        }
        assertTrue(found >= 0.99 * audits, found + " of " + audits);
    }

    private Challenge draw(Random random, List<AuditedBlock> catalogue) {
        byte[] value = new byte[32];
        random.nextBytes(value);
        return Draw.challenge(Digest.of(value), scheme.shape(), catalogue, SAMPLES);
    }

    private Judgement audit(AuditedStore store, Challenge challenge) throws IOException {
        var proof = new ByteArrayOutputStream();
        scheme.prove(challenge, new byte[0], store, proof);
        assertTrue(proof.size() <= 8192);
        Judge judge = scheme.owner(new byte[32]).judge(challenge, store);
        judge.accept(ByteBuffer.wrap(proof.toByteArray()));
        return judge.judgement();
    }

    private static byte[] id(int number) {
        return ByteBuffer.allocate(16).putInt(number).array();
    }
}
