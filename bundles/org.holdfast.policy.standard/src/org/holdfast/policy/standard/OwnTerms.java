// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Allowances;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.Situation;
import org.holdfast.spi.policy.Wishes;

/**
 * Terms with everything put right that this node knows or grants itself, but for space: its own hours, block formats,
 * retention, bandwidth, budgets and end. Each is a least or a most of two numbers, so that both sides come to the same.
 *
 * @param why what was put right, for people; empty where the terms were right
 */
record OwnTerms(AgreementTerms terms, List<String> why) {
    static OwnTerms of(AgreementTerms proposal, Situation self) {
        Wishes wishes = self.wishes();
        List<String> why = new ArrayList<>();
        AgreementTerms terms = proposal;
        if (!terms.scheduleOf(self.self()).equals(wishes.schedule())) {
            terms = online(terms, self, wishes.schedule());
            why.add("I am on line at other hours");
        }
        if (!wishes.formats().containsAll(terms.formats())) {
            terms = terms.in(
                    terms.formats().stream().filter(wishes.formats()::contains).toList());
            why.add("I cannot read all of these block formats");
        }
        if (terms.longestRetention().compareTo(wishes.longestRetention()) > 0) {
            terms = terms.retaining(wishes.longestRetention());
            why.add("I lock nothing for longer than "
                    + wishes.longestRetention().toDays() + " days");
        }
        Allowances allowed = allowances(terms.allowances(), self);
        if (!allowed.equals(terms.allowances())) {
            terms = terms.allowing(allowed);
            why.add("I ask of the link, or allow, other values");
        }
        return new OwnTerms(terms, why);
    }

    private static AgreementTerms online(AgreementTerms terms, Situation self, WeekSchedule own) {
        return terms.proposer().equals(self.self())
                ? terms.online(own, terms.responderSchedule())
                : terms.online(terms.proposerSchedule(), own);
    }

    /** A link that fell below what was agreed may be agreed on as it is; a first agreement asks for what is wanted. */
    private static Allowances allowances(Allowances proposed, Situation self) {
        Allowances own = self.wishes().allowances();
        boolean first = self.present().isEmpty();
        long least = first ? Math.max(own.leastKbit(), proposed.leastKbit()) : proposed.leastKbit();
        long average = first ? Math.max(own.averageKbit(), proposed.averageKbit()) : proposed.averageKbit();
        Optional<Instant> end = Stream.of(own.expiry(), proposed.expiry())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
        return new Allowances(
                least,
                average,
                Math.min(own.auditPiecesDaily(), proposed.auditPiecesDaily()),
                Math.min(own.wholeReadsYearly(), proposed.wholeReadsYearly()),
                end);
    }
}
