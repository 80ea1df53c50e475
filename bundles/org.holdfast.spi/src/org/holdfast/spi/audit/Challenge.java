// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.holdfast.model.Digest;

/**
 * What is asked of a holder: pieces, and the random value that makes each answer new. Made by {@link Draw#challenge};
 * parts of it keep random value, weights and order, so that what was proved once for all can be proved for a part.
 *
 * @param random R, known to nobody before both sides had said what is held
 * @param drawn samples of the whole challenge, which this may be a part of; c'
 * @param samples in the order in which they were drawn; at least one
 */
public record Challenge(Digest random, int drawn, List<Sample> samples) {
    public Challenge {
        samples = List.copyOf(samples);
        if (samples.isEmpty() || samples.size() > drawn || samples.getLast().order() > drawn) {
            throw new IllegalArgumentException(samples.size() + " samples of " + drawn + " make no challenge");
        }
    }

    /**
     * The part of the samples whose bit is set; bit i stands for the i-th sample, from 0.
     *
     * @throws IllegalArgumentException if none is left, or a bit stands for no sample
     */
    public Challenge only(BitSet chosen) {
        if (chosen.length() > samples.size()) {
            throw new IllegalArgumentException("there is no sample " + (chosen.length() - 1) + " here");
        }
        return new Challenge(
                random, drawn, chosen.stream().mapToObj(samples::get).toList());
    }

    /**
     * One challenge for each key generation, the oldest first: a proof is about blocks under one shared key. A holder
     * answers with the proofs one after the other.
     */
    public List<Challenge> byKeyGeneration() {
        var parts = new TreeMap<Integer, List<Sample>>();
        samples.forEach(each -> parts.computeIfAbsent(each.block().keyGeneration(), g -> new ArrayList<>())
                .add(each));
        return parts.values().stream()
                .map(part -> new Challenge(random, drawn, part))
                .toList();
    }
}
