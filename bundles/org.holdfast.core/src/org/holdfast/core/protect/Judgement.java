// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.protect;

import java.util.List;
import org.holdfast.model.Protection;

/**
 * How safe a snapshot is, and why not safer.
 *
 * @param lacking for people: what keeps it from FULL; empty exactly when it is FULL
 */
public record Judgement(Protection protection, List<String> lacking) {
    public Judgement {
        lacking = List.copyOf(lacking);
    }
}
