// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Allowances;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RenewalRuleTest {
    private static final AgreementTerms FIRST = Terms.managed();
    private static final OwnerId PROPOSER = FIRST.proposer();
    private static final OwnerId RESPONDER = FIRST.responder();
    private static final ByteCount USED = ByteCount.mebibytes(100);
    private static final Function<OwnerId, ByteCount> USE = holder -> USED;

    private static Optional<String> fault(AgreementTerms next) {
        return RenewalRule.fault(FIRST, next, USE, Terms.START);
    }

    @Test
    @Tag("R12")
    void spaceShrinksDownToWhatIsUsedAndNoFurther() {
        AgreementTerms next = FIRST.nextBy(RESPONDER);
        assertEquals(Optional.empty(), fault(next.reserving(USED, USED)));
        ByteCount less = ByteCount.of(USED.value() - 1);
        assertTrue(fault(next.reserving(less, USED)).orElseThrow().contains("lie with"));
        assertTrue(fault(next.reserving(USED, less)).isPresent());
        assertEquals(Optional.empty(), fault(next.reserving(ByteCount.gibibytes(9), USED)));
    }

    @Test
    void eitherSideMayProposeTheNextVersionAndKeepsWhatIsIts() {
        AgreementTerms first = FIRST.reserving(ByteCount.gibibytes(1), ByteCount.gibibytes(2));
        AgreementTerms swapped = first.nextBy(RESPONDER);
        assertEquals(RESPONDER, swapped.proposer());
        assertEquals(2, swapped.version());
        for (OwnerId party : new OwnerId[] {PROPOSER, RESPONDER}) {
            assertEquals(first.reservedBy(party), swapped.reservedBy(party));
            assertEquals(first.domainsOf(party), swapped.domainsOf(party));
            assertEquals(first.scheduleOf(party), swapped.scheduleOf(party));
        }
        assertEquals(Optional.empty(), RenewalRule.fault(first, swapped, USE, Terms.START));
        assertEquals(Optional.empty(), RenewalRule.fault(first, first.nextBy(PROPOSER), USE, Terms.START));
    }

    private static AgreementTerms ending(Instant end) {
        return FIRST.nextBy(PROPOSER).allowing(Allowances.USUAL.until(Optional.of(end)));
    }

    /** With the device key alone a thief could bring the end of every agreement near. */
    @Test
    @Tag("R45")
    void anEndComesNoNearerThanANoticeIsLong() {
        Instant least = Terms.START.plus(AgreementLife.NOTICE);
        assertEquals(Optional.empty(), fault(ending(least)));
        assertTrue(fault(ending(least.minusMillis(1))).orElseThrow().contains("less than 14 days"));
        assertTrue(fault(ending(Terms.START.minusMillis(1))).isPresent());
        Instant late = Terms.EXPIRY.minusSeconds(1);
        assertEquals(
                Optional.empty(),
                RenewalRule.fault(FIRST, ending(Terms.EXPIRY), USE, late),
                "an end that is near already may stay");
        assertTrue(
                RenewalRule.fault(FIRST, ending(Terms.EXPIRY), USE, Terms.EXPIRY)
                        .isPresent(),
                "but not be past");
    }

    @Test
    void silenceIsForgivenForAsLongAsWasAgreed() {
        AgreementTerms brief = Terms.of(
                        FIRST.reservedByProposer(),
                        FIRST.reservedByResponder(),
                        Duration.ofHours(1),
                        FIRST.commitment(),
                        FIRST.longestRetention())
                .nextBy(PROPOSER);
        assertTrue(fault(brief).orElseThrow().contains("grace"));
    }

    @Test
    void versionsFollowEachOther() {
        assertTrue(fault(FIRST).orElseThrow().contains("does not follow"));
        assertTrue(fault(FIRST.nextBy(PROPOSER).nextBy(PROPOSER)).isPresent());
    }

    @Test
    void whatAnAgreementIsCannotBeRenewed() {
        AgreementTerms other = Terms.of(
                ByteCount.gibibytes(1),
                ByteCount.gibibytes(1),
                FIRST.grace(),
                FIRST.grace().plusDays(1),
                FIRST.grace());
        assertTrue(fault(other.nextBy(PROPOSER)).orElseThrow().contains("commitment"), "another commitment period");
        AgreementTerms online = FIRST.nextBy(PROPOSER).online(WeekSchedule.always(), WeekSchedule.always());
        assertEquals(Optional.empty(), fault(online), "hours may change");
    }
}
