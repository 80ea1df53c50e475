// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.holdfast.model.BlockId;
import org.holdfast.spi.audit.Challenge;

/**
 * The search for the block that makes a proof wrong: ask for half of the blocks under suspicion, and go on with that half
 * or the other. After at most ⌈log2 of the blocks⌉ questions one block is left. Immutable.
 *
 * @param suspects numbers of samples, of which at least one is bad if the whole was wrong
 * @param asked those of them that are asked for now
 */
record Hunt(List<Integer> suspects, List<Integer> asked) {
    Hunt {
        suspects = List.copyOf(suspects);
        asked = List.copyOf(asked);
    }

    /** Before anything went wrong: all is asked for. */
    static Hunt begin(Challenge whole) {
        List<Integer> all = IntStream.range(0, whole.samples().size()).boxed().toList();
        return new Hunt(all, all);
    }

    Challenge part(Challenge whole) {
        return Picks.part(whole, Picks.of(asked)).orElseThrow();
    }

    /** What was asked for is wrong. */
    Hunt wrong(Challenge whole) {
        return halved(whole, asked);
    }

    /** What was asked for is right, so it is among the others. */
    Hunt right(Challenge whole) {
        Set<Integer> cleared = new HashSet<>(asked);
        return halved(
                whole, suspects.stream().filter(each -> !cleared.contains(each)).toList());
    }

    private static Hunt halved(Challenge whole, List<Integer> suspects) {
        List<BlockId> blocks = blocks(whole, suspects);
        Set<BlockId> first = new HashSet<>(blocks.subList(0, (blocks.size() + 1) / 2));
        return new Hunt(
                suspects,
                suspects.stream()
                        .filter(each -> first.contains(block(whole, each)))
                        .toList());
    }

    /** The one block that is left. */
    Optional<BlockId> found(Challenge whole) {
        List<BlockId> blocks = blocks(whole, suspects);
        return blocks.size() == 1 ? Optional.of(blocks.getFirst()) : Optional.empty();
    }

    private static List<BlockId> blocks(Challenge whole, List<Integer> samples) {
        return new ArrayList<>(
                samples.stream().map(each -> block(whole, each)).distinct().toList());
    }

    private static BlockId block(Challenge whole, int sample) {
        return whole.samples().get(sample).block().block();
    }
}
