// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.spi.policy.NegotiationPolicy.Reply;
import org.holdfast.spi.policy.Situation;

/**
 * What is given and what is received (R12). Balanced is what differs by no more than the tolerance, or what stays within
 * the largest ratio, for partners of unequal needs. Out of balance, or beyond what this node can still promise, it
 * offers the most that is possible and within the ratio. Nothing shrinks below what is stored already.
 */
final class Reciprocity {
    private static final int PERCENT = 100;
    private static final int LARGEST_RATIO = 10_000;
    private static final int LARGEST_MINIMUM = 1 << 20;

    private final int tolerance;
    private final int ratio;
    private final ByteCount smallest;

    Reciprocity(int tolerancePercent, int ratioPercent, int smallestMebibytes) {
        this.tolerance = Ranges.within("reciprocity.tolerance.percent", tolerancePercent, 0, PERCENT);
        this.ratio = Ranges.within("largest.ratio.percent", ratioPercent, PERCENT, LARGEST_RATIO);
        this.smallest = ByteCount.mebibytes(
                Ranges.within("smallest.agreement.mebibytes", smallestMebibytes, 1, LARGEST_MINIMUM));
    }

    /** @param right terms that are right but perhaps for their space */
    Reply consider(OwnTerms right, Situation self) {
        AgreementTerms terms = right.terms();
        ByteCount given = terms.reservedBy(self.self());
        ByteCount received = terms.reservedBy(terms.partnerOf(self.self()));
        ByteCount possible = least(given, self.unreserved());
        if (least(possible, received).compareTo(smallest) < 0) {
            return new Reply.Decline("an agreement over " + least(possible, received) + " is too small: "
                    + self.unreserved() + " can still be promised here, " + received + " are offered, " + smallest
                    + " are the least");
        }
        List<String> why = new ArrayList<>(right.why());
        if (given.equals(possible) && isBalanced(given, received)) {
            return why.isEmpty() ? new Reply.Accept() : new Reply.Counter(terms, String.join("; ", why));
        }
        why.add(
                given.equals(possible)
                        ? "the sides differ by more than " + tolerance + " percent"
                        : "only " + self.unreserved() + " can still be promised here");
        return new Reply.Counter(reserving(terms, self, possible, received), String.join("; ", why));
    }

    private AgreementTerms reserving(AgreementTerms terms, Situation self, ByteCount possible, ByteCount received) {
        ByteCount here = most(
                least(possible, times(received)),
                self.present().map(Situation.Present::here).orElse(ByteCount.ZERO));
        ByteCount there = most(
                least(received, times(possible)),
                self.present().map(Situation.Present::there).orElse(ByteCount.ZERO));
        return terms.proposer().equals(self.self()) ? terms.reserving(here, there) : terms.reserving(there, here);
    }

    private boolean isBalanced(ByteCount one, ByteCount other) {
        double larger = Math.max(one.value(), other.value());
        double smaller = Math.min(one.value(), other.value());
        return (larger - smaller) * PERCENT <= larger * tolerance || larger * PERCENT <= smaller * ratio;
    }

    /** The most that may stand against it. */
    private ByteCount times(ByteCount other) {
        long hundredth = other.value() / PERCENT;
        return hundredth >= Long.MAX_VALUE / LARGEST_RATIO - 1
                ? ByteCount.of(Long.MAX_VALUE)
                : ByteCount.of(hundredth * ratio + other.value() % PERCENT * ratio / PERCENT);
    }

    private static ByteCount least(ByteCount one, ByteCount other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static ByteCount most(ByteCount one, ByteCount other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
