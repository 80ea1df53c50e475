// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.felix.hc.api.Result.Status;
import org.holdfast.model.ByteCount;
import org.holdfast.node.checks.Rules.PartnerFacts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each rule at both sides of each of its borders. What is not well says how to mend it, or that it mends itself. */
@Tag("G")
class RulesTest {
    static void is(Status expected, List<Finding> findings) {
        assertFalse(findings.isEmpty());
        Status worst =
                findings.stream().map(Finding::status).max(Enum::compareTo).orElseThrow();
        assertEquals(expected, worst, findings::toString);
        for (Finding each : findings) {
            assertTrue(each.found().endsWith("."), each::toString);
            assertTrue(each.status() != Status.WARN && each.status() != Status.CRITICAL
                    || !each.mend().isEmpty());
        }
    }

    @Test
    void tooFewPartnersToRestoreIsCritical() {
        is(Status.OK, Rules.partners(new PartnerFacts(7, 5, 5, Optional.empty(), List.of())));
        is(Status.CRITICAL, Rules.partners(new PartnerFacts(7, 4, 5, Optional.empty(), List.of())));
        is(Status.WARN, Rules.partners(new PartnerFacts(7, 7, 5, Optional.empty(), List.of("pc3 is silent"))));
        is(
                Status.TEMPORARILY_UNAVAILABLE,
                Rules.partners(
                        new PartnerFacts(1, 1, 5, Optional.of("partners on 1 machine: 6 are missing"), List.of())));
    }

    @Test
    void mostClocksDecide() {
        Duration fine = Rules.CLOCK_OFF;
        Duration off = fine.plusSeconds(1);
        is(Status.OK, Rules.clock(List.of()));
        is(Status.OK, Rules.clock(List.of(fine, fine.negated(), Duration.ofDays(9))));
        is(Status.WARN, Rules.clock(List.of(off, off, Duration.ZERO)));
        is(Status.WARN, Rules.clock(List.of(off.negated())));
        List<Finding> wrong = Rules.clock(List.of(Duration.ofHours(7)));
        is(Status.CRITICAL, wrong);
        assertTrue(wrong.getFirst().found().contains("7 h behind"), wrong::toString);
    }

    @Test
    void everyOtherPart() {
        ByteCount much = ByteCount.mebibytes(5000);
        is(Status.OK, Rules.disk(much, ByteCount.ZERO));
        is(Status.WARN, Rules.disk(ByteCount.mebibytes(3), ByteCount.ZERO));
        is(Status.CRITICAL, Rules.disk(ByteCount.ZERO, ByteCount.of(1)));
        is(Status.OK, Rules.ledger(Optional.empty(), List.of()));
        is(Status.WARN, Rules.ledger(Optional.empty(), List.of("entry 7 is not as it was written")));
        is(Status.TEMPORARILY_UNAVAILABLE, Rules.ledger(Optional.of("the record was lost"), List.of("entry 7")));
        is(Status.OK, Rules.transport(7610, 0));
        is(Status.CRITICAL, Rules.transport(0, 0));
        is(Status.WARN, Rules.discovery(0, 0, 0));
        is(Status.WARN, Rules.discovery(2, 0, 0));
        is(Status.OK, Rules.discovery(0, 0, 1));
        is(Status.OK, Rules.discovery(1, 3, 0));
        is(Status.OK, Rules.sources(2, List.of()));
        is(Status.CRITICAL, Rules.sources(2, List.of("/home/ada: it does not exist")));
        is(Status.OK, Rules.audits(7, List.of()));
        is(Status.WARN, Rules.audits(7, List.of("The last audit of pc3 ended as WRONG")));
        is(Status.OK, Rules.plugins(List.of(), List.of()));
        is(Status.WARN, Rules.plugins(List.of(), List.of("The jar is gone.")));
        is(Status.CRITICAL, Rules.plugins(List.of("It does not activate."), List.of("It does not activate.")));
        assertEquals(
                1,
                Rules.plugins(List.of("It does not activate."), List.of("It does not activate."))
                        .size());
        is(Status.OK, Rules.providers(Optional.empty(), false));
        is(Status.CRITICAL, Rules.providers(Optional.of("There is no 'x'."), false));
        is(Status.TEMPORARILY_UNAVAILABLE, Rules.providers(Optional.of("It is being checked."), true));
    }
}
