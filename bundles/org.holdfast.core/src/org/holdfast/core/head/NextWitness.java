// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.head;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.holdfast.format.head.Witness;
import org.holdfast.model.Digest;

/**
 * What the owner's next witness has to name, after it asked every partner that it can reach for the top.
 *
 * @param sequence one more than the highest there is
 * @param previous hash of the highest; {@link Witness#NONE} if there is none
 * @param merged hash of another top that is not behind it; {@link Witness#NONE} if there is none
 * @param rolledBack whether partners know a witness of ours that this machine does not: it was rolled back, or cloned,
 *     or its ledger was lost
 * @param unmerged tops that one more witness has to name
 */
public record NextWitness(long sequence, Digest previous, Digest merged, boolean rolledBack, List<Witness> unmerged) {
    private static final Comparator<Witness> HIGHEST_FIRST = Comparator.comparingLong(Witness::sequence)
            .thenComparingInt(Witness::deviceEpoch)
            .thenComparing(Witness::hash)
            .reversed();

    public NextWitness {
        unmerged = List.copyOf(unmerged);
    }

    /**
     * @param own the last witness that this machine made durable
     * @param tops what the partners answered, only those that are rightly signed by a device of this owner
     * @param known whether the witness of this hash is in this machine's own chain: its last one, or one before it
     */
    public static NextWitness after(Optional<Witness> own, Collection<Witness> tops, Predicate<Digest> known) {
        List<Witness> others = tops.stream()
                .filter(top -> !known.test(top.hash()))
                .distinct()
                .sorted(HIGHEST_FIRST)
                .toList();
        List<Witness> all = new ArrayList<>(others);
        own.ifPresent(all::add);
        all.sort(HIGHEST_FIRST);
        if (all.isEmpty()) {
            return new NextWitness(1, Witness.NONE, Witness.NONE, false, List.of());
        }
        Witness highest = all.removeFirst();
        all.removeIf(each -> highest.links(each));
        Digest merged = all.isEmpty() ? Witness.NONE : all.removeFirst().hash();
        return new NextWitness(highest.sequence() + 1, highest.hash(), merged, !others.isEmpty(), all);
    }
}
