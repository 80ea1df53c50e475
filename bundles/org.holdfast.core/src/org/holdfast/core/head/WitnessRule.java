// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.head;

import java.util.List;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.format.head.Witness;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;

/**
 * Whether a holder takes a run of witnesses. It does if nothing that it knows is left out: the run links its top, or it
 * joins a fork by naming its top, or a newer device of the owner speaks, which needs the owner's root key. Pure.
 */
public final class WitnessRule {
    private WitnessRule() {}

    /** What to do with a run. */
    public sealed interface Verdict {
        /** @param fresh those that are new here, oldest first */
        record Take(List<Witness> fresh) implements Verdict {}

        /** The last one is the top already. */
        record Same() implements Verdict {}

        /** The run leaves out what this holder knows. */
        record Conflict(Witness top) implements Verdict {}

        /** It is not a run of this owner's witnesses. */
        record Wrong(String why) implements Verdict {}
    }

    /**
     * @param top the highest witness that is kept of this owner
     * @param run oldest first, at least one; more than one where some did not reach this holder
     * @param head sealed, of the last one
     */
    public static Verdict judge(Peer owner, Optional<Witness> top, List<Witness> run, Bytes head) {
        Optional<String> fault = fault(owner, run, head);
        if (fault.isPresent()) {
            return new Verdict.Wrong(fault.get());
        }
        if (top.isEmpty()) {
            return new Verdict.Take(run);
        }
        Digest known = top.get().hash();
        if (run.getLast().hash().equals(known)) {
            return new Verdict.Same();
        }
        for (int i = 0; i < run.size(); i++) {
            if (run.get(i).hash().equals(known)) {
                return new Verdict.Take(run.subList(i + 1, run.size()));
            }
        }
        return goesOn(top.get(), run) ? new Verdict.Take(run) : new Verdict.Conflict(top.get());
    }

    private static Optional<String> fault(Peer owner, List<Witness> run, Bytes head) {
        for (int i = 0; i < run.size(); i++) {
            Witness witness = run.get(i);
            if (!witness.owner().equals(owner.id())
                    || witness.deviceEpoch() != owner.certificate().deviceEpoch()
                    || !witness.signedBy(owner.device())) {
                return Optional.of("a witness is not signed by your present device");
            }
            if (i > 0 && !witness.links(run.get(i - 1))) {
                return Optional.of("the witnesses do not follow each other");
            }
        }
        return run.getLast().covers(head.toArray())
                ? Optional.empty()
                : Optional.of("this is not the head of the last witness");
    }

    private static boolean goesOn(Witness top, List<Witness> run) {
        Witness first = run.getFirst();
        boolean newerDevice =
                first.deviceEpoch() > top.deviceEpoch() && run.getLast().sequence() > top.sequence();
        return newerDevice || run.stream().anyMatch(witness -> witness.links(top));
    }
}
