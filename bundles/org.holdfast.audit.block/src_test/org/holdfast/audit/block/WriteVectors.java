// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.block;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.audit.AuditVectorCase;

/**
 * Made docs/vectors/block-v1.json without the provider. Run it again only to add cases: vectors that are published never
 * change.
 */
final class WriteVectors {
    private WriteVectors() {}

    public static void main(String[] arguments) throws IOException {
        GoldenVectors.write(
                "block-v1", AuditVectorCase.ABOUT, List.of(vector(1, 16_384), vector(2, 16_384, 5000, 1, 65_536)));
    }

    private static Map<String, String> vector(int number, int... lengths) {
        var of = new AuditVectorCase(number, 1, lengths, new BlockScheme().shape());
        AuditedBlock asked = of.challenge().samples().getFirst().block();
        var proof = new ByteArrayOutputStream();
        proof.writeBytes(AuditVectorCase.header(asked));
        proof.writeBytes(AuditVectorCase.payload(asked));
        return of.vector(new byte[0], new byte[0], new byte[0], proof.toByteArray());
    }
}
