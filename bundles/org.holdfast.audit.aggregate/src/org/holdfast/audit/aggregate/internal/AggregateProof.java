// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.aggregate.internal;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.HeldPiece;
import org.holdfast.spi.audit.Sample;

/** The holder's side: mu and sigma of the pieces asked for. */
public final class AggregateProof {
    // Layout (docs/format-audit.md, proof of aggregate-v1)
    //
    //    0  mu     4096   256 elements
    // 4096  sigma    16
    // 4112

    private AggregateProof() {}

    /** Bytes of a proof. */
    static int bytes(AuditShape shape) {
        return (1 << shape.pieceLog2()) + Polynomial.ELEMENT;
    }

    /** Reads the samples and adds them up. @throws IOException if one cannot be read */
    public static byte[] of(AuditShape shape, Challenge challenge, HeldBlocks held) throws IOException {
        var weights = new Weights(challenge);
        int piece = 1 << shape.pieceLog2();
        List<Sample> samples = inOrderOfFiles(challenge);
        List<HeldPiece> pieces = held.pieces(shape, samples);
        byte[] proof = new byte[piece + Polynomial.ELEMENT];
        for (int i = 0; i < pieces.size(); i++) {
            weights.put(samples.get(i), pieces.get(i).tag(), 0);
        }
        weights.write(proof, piece);
        for (int at = 0; at < piece; at += Polynomial.ELEMENT) {
            for (int i = 0; i < pieces.size(); i++) {
                weights.put(samples.get(i), pieces.get(i).payload(), at);
            }
            weights.write(proof, at);
        }
        return proof;
    }

    /** Pieces of one block together, from its beginning to its end. */
    private static List<Sample> inOrderOfFiles(Challenge challenge) {
        Map<AuditedBlock, Integer> first = new HashMap<>();
        challenge.samples().forEach(each -> first.merge(each.block(), each.order(), Math::min));
        return challenge.samples().stream()
                .sorted(Comparator.<Sample>comparingInt(each -> first.getOrDefault(each.block(), 0))
                        .thenComparingInt(Sample::piece))
                .toList();
    }
}
