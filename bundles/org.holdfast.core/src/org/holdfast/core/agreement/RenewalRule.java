// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.agreement;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;

/** What the next version of an agreement must keep of the present one, beside what {@link TermsRule} says. Pure. */
public final class RenewalRule {
    private RenewalRule() {}

    /**
     * @param used bytes that lie with a party, or are on their way there: no block has to go
     * @param now when it is to be signed
     * @return for people: why this is no next version; empty where it is one
     */
    public static Optional<String> fault(
            AgreementTerms present, AgreementTerms next, Function<OwnerId, ByteCount> used, Instant now) {
        if (next.version() != present.version() + 1) {
            return Optional.of("version " + next.version() + " does not follow version " + present.version());
        }
        boolean same = next.id().equals(present.id())
                && next.confederation().equals(present.confederation())
                && next.isBetween(present.proposer(), present.responder())
                && next.start().equals(present.start())
                && next.grace().equals(present.grace())
                && next.commitment().equals(present.commitment());
        if (!same) {
            return Optional.of("a renewed agreement keeps its id, parties, start, grace and commitment period");
        }
        Instant end = present.allowances().expiry().orElse(Instant.MAX);
        return TermsRule.ending(next, end, now)
                .or(() -> tooSmall(next, next.proposer(), used))
                .or(() -> tooSmall(next, next.responder(), used));
    }

    private static Optional<String> tooSmall(AgreementTerms next, OwnerId holder, Function<OwnerId, ByteCount> used) {
        ByteCount taken = used.apply(holder);
        return next.reservedBy(holder).compareTo(taken) >= 0
                ? Optional.empty()
                : Optional.of(taken + " lie with " + holder.brief() + " already, more than " + next.reservedBy(holder));
    }
}
