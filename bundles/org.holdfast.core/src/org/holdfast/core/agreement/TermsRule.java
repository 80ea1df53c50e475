// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Allowances;
import org.holdfast.model.ByteCount;

/** What no terms may break, whatever a policy says. Checked before signing and before believing a signature. */
public final class TermsRule {
    /** No time in an agreement is longer: a hundred years. */
    public static final Duration LONGEST = Duration.ofDays(36_525);

    /** No side reserves more: 1 EiB. */
    public static final ByteCount MOST = ByteCount.of(1L << 60);

    /** How far the clocks of two who sign a first version may be apart. */
    public static final Duration SKEW = Duration.ofHours(6);

    private TermsRule() {}

    /**
     * @param managed whether the confederation has a signed roster, without which a commitment is needed
     * @return for people: why these terms must not be signed; empty where nothing is wrong with them
     */
    public static Optional<String> fault(AgreementTerms terms, boolean managed) {
        return Stream.of(space(terms), commitment(terms, managed), times(terms), service(terms))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * What is wrong with the clock that a first version was made by. Later versions keep the start of the first.
     *
     * @return empty where it may be signed now
     */
    public static Optional<String> skew(AgreementTerms terms, Instant now) {
        Duration apart = Duration.between(now, terms.start());
        return terms.version() > 1 || apart.abs().compareTo(SKEW) <= 0
                ? Optional.empty()
                : Optional.of("the agreement would start at " + terms.start() + ", and it is " + now
                        + " here: one of the two clocks is wrong");
    }

    /**
     * What is wrong with the end of terms that are to be signed now: from notice on there must be time to move what is kept,
     * and no next version may bring an end nearer than a notice would. An end that stays, or comes later, may be near.
     *
     * @param before the end of the version in force; {@link Instant#MIN} where there is none
     * @return empty where they may be signed now
     */
    public static Optional<String> ending(AgreementTerms terms, Instant before, Instant now) {
        Instant end = terms.allowances().expiry().orElse(Instant.MAX);
        boolean past = !end.isAfter(now);
        boolean hasty =
                end.isBefore(now.plus(AgreementLife.NOTICE)) && (before.equals(Instant.MIN) || end.isBefore(before));
        return past || hasty
                ? Optional.of("the agreement would end at " + end + ", which is less than "
                        + AgreementLife.NOTICE.toDays() + " days from now: ask for a later end")
                : Optional.empty();
    }

    private static Optional<String> space(AgreementTerms terms) {
        List<ByteCount> reserved = List.of(terms.reservedByProposer(), terms.reservedByResponder());
        if (reserved.contains(ByteCount.ZERO)) {
            return Optional.of("an agreement is reciprocal: both sides must reserve space");
        }
        return reserved.stream().anyMatch(each -> each.compareTo(MOST) > 0)
                ? Optional.of("nobody can reserve more than " + MOST)
                : Optional.empty();
    }

    private static Optional<String> commitment(AgreementTerms terms, boolean managed) {
        if (terms.commitment().isZero()) {
            return managed
                    ? Optional.empty()
                    : Optional.of("without a roster an agreement needs a commitment period longer than grace");
        }
        return terms.commitment().compareTo(terms.grace()) > 0
                ? Optional.empty()
                : Optional.of(
                        "the commitment period " + terms.commitment() + " must be longer than grace " + terms.grace());
    }

    private static Optional<String> times(AgreementTerms terms) {
        if (terms.longestRetention().isZero()) {
            return Optional.of("an agreement must let blocks be locked for some time");
        }
        if (Stream.of(terms.grace(), terms.commitment(), terms.longestRetention())
                .anyMatch(each -> each.compareTo(LONGEST) > 0)) {
            return Optional.of("no time in an agreement is longer than " + LONGEST.toDays() + " days");
        }
        Instant committed = terms.start().plus(terms.commitment());
        return terms.allowances()
                        .expiry()
                        .filter(end -> !end.isAfter(committed))
                        .isPresent()
                ? Optional.of("an agreement must not expire before its commitment period is over")
                : Optional.empty();
    }

    private static Optional<String> service(AgreementTerms terms) {
        Allowances allowed = terms.allowances();
        if (terms.proposerSchedule().promisedHours() == 0
                || terms.responderSchedule().promisedHours() == 0) {
            return Optional.of("both sides must promise to be on line at some hour of the week");
        }
        if (allowed.averageKbit() < allowed.leastKbit()) {
            return Optional.of("a link cannot carry less on average than at least");
        }
        if (allowed.auditPiecesDaily() == 0 || allowed.wholeReadsYearly() == 0) {
            return Optional.of("an agreement must let what is stored be audited, and read back");
        }
        return terms.formats().isEmpty()
                ? Optional.of("an agreement must name a block format that both can read")
                : Optional.empty();
    }
}
