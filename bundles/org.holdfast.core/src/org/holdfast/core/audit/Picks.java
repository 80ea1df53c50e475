// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.util.BitSet;
import java.util.Collection;
import java.util.Optional;
import org.holdfast.model.Bytes;
import org.holdfast.spi.audit.Challenge;

/** Which of the samples of a challenge are meant, as AUDIT_NARROW writes it. */
final class Picks {
    private Picks() {}

    static Bytes of(Collection<Integer> samples) {
        BitSet bits = new BitSet();
        samples.forEach(bits::set);
        return Bytes.of(bits.toByteArray());
    }

    /** The part that is meant; empty if it names no sample, or one that there is not. */
    static Optional<Challenge> part(Challenge whole, Bytes picks) {
        BitSet bits = BitSet.valueOf(picks.toArray());
        return bits.isEmpty() || bits.length() > whole.samples().size()
                ? Optional.empty()
                : Optional.of(whole.only(bits));
    }
}
