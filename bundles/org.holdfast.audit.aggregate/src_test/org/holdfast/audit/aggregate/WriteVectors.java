// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.aggregate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.audit.AuditVectorCase;

/**
 * Made docs/vectors/aggregate-v1.json by the formulas, bit by bit and without the provider. Run it again only to add
 * cases: vectors that are published never change.
 */
final class WriteVectors {
    private WriteVectors() {}

    public static void main(String[] arguments) throws IOException {
        GoldenVectors.write(
                "aggregate-v1",
                AuditVectorCase.ABOUT,
                List.of(vector(1, 1, 4096), vector(2, 3, 16_384), vector(3, 12, 16_384, 5000, 1, 65_536)));
    }

    private static Map<String, String> vector(int number, int count, int... lengths) {
        var of = new AuditVectorCase(number, count, lengths, new AggregateScheme().shape());
        byte[] shared = of.sharedKey();
        Challenge challenge = of.challenge();
        byte[] proof = Slow.proof(challenge, WriteVectors::payload, each -> tag(shared, each.block(), each.piece()));
        var tags = new ByteArrayOutputStream();
        of.catalogue().forEach(each -> tags.writeBytes(Slow.tags(shared, AuditVectorCase.key(each), payload(each))));
        return of.vector(tags.toByteArray(), new byte[0], new byte[0], proof);
    }

    private static byte[] payload(AuditedBlock block) {
        return AuditVectorCase.payload(block);
    }

    private static BigInteger tag(byte[] shared, AuditedBlock block, int piece) {
        byte[] payload = payload(block);
        byte[] bytes = Arrays.copyOfRange(payload, 4096 * piece, Math.min(payload.length, 4096 * piece + 4096));
        return Slow.tag(shared, AuditVectorCase.key(block), bytes, piece);
    }
}
