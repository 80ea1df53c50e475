// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.vectors;

import java.util.List;
import java.util.Optional;
import org.holdfast.model.MalformedInput;

/**
 * Holds a provider to golden vectors. It calls the provider and nothing else; it may be a foreign one that never answers
 * or throws anything, so whoever does not know it runs the check apart and with a time limit.
 */
public sealed interface VectorCheck permits CodeVectors, CipherVectors, CompressorVectors, AuditVectors {
    /**
     * Whether every vector is reproduced; stops at the first that is not.
     *
     * @throws RuntimeException whatever the provider throws
     */
    default Finding check(VectorFile file) {
        List<Vector> vectors = file.vectors();
        for (int i = 0; i < vectors.size(); i++) {
            Optional<String> why = difference(vectors.get(i));
            if (why.isPresent()) {
                return new Finding.Differs("vector " + (i + 1) + " of " + vectors.size(), why.get());
            }
        }
        return new Finding.Reproduced(vectors.size());
    }

    /**
     * What is not as the vector says, if anything.
     *
     * @throws MalformedInput if the vector is not one of this kind of algorithm
     */
    Optional<String> difference(Vector vector);
}
