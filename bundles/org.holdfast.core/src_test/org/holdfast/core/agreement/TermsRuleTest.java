// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.holdfast.model.ByteCount;
import org.junit.jupiter.api.Test;

class TermsRuleTest {
    private static final ByteCount SPACE = ByteCount.gibibytes(1);
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aManagedConfederationMayDoWithoutCommitment() {
        assertEquals(Optional.empty(), TermsRule.fault(Terms.managed(), true));
        assertTrue(TermsRule.fault(Terms.managed(), false).isPresent());
    }

    @Test
    void commitmentIsLongerThanGrace() {
        for (boolean managed : new boolean[] {true, false}) {
            assertTrue(TermsRule.fault(Terms.withCommitment(Duration.ofDays(14)), managed)
                    .isPresent());
            assertEquals(
                    Optional.empty(),
                    TermsRule.fault(Terms.withCommitment(Duration.ofDays(14).plusNanos(1)), managed));
        }
    }

    @Test
    void bothSidesReserve() {
        assertTrue(TermsRule.fault(Terms.of(ByteCount.ZERO, SPACE, DAY, Duration.ZERO, DAY), true)
                .isPresent());
        assertTrue(TermsRule.fault(Terms.of(SPACE, ByteCount.ZERO, DAY, Duration.ZERO, DAY), true)
                .isPresent());
    }

    @Test
    void blocksCanBeLocked() {
        assertTrue(TermsRule.fault(Terms.of(SPACE, SPACE, DAY, Duration.ZERO, Duration.ZERO), true)
                .isPresent());
    }
}
