// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.vectors;

import java.util.List;
import org.holdfast.model.MalformedInput;

/**
 * The vectors of one format, as in {@code docs/vectors/<format id>.json}.
 *
 * @param id the format's name
 * @param vectors at least one, at most a thousand
 */
public record VectorFile(String id, List<Vector> vectors) {
    private static final int MOST = 1000;

    /** @throws MalformedInput if there are none, or too many */
    public VectorFile {
        vectors = List.copyOf(vectors);
        if (vectors.isEmpty() || vectors.size() > MOST) {
            throw new MalformedInput("vectors of " + id, 0, "there are " + vectors.size() + ", not 1 to " + MOST);
        }
    }
}
