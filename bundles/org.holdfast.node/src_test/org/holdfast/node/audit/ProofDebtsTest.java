// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.audit.AuditVerdict;
import org.holdfast.core.health.ProofStanding;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a partner that gave no proof is asked again, and how long its link counts for nothing. */
@Tag("R50")
@Tag("R53")
class ProofDebtsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final AgreementId AGREEMENT = new AgreementId(new Id16(7, 7));
    private static final AuditFinding REFUSED = new AuditFinding.Refused(ErrorCode.AUDIT_BUDGET, "tomorrow");

    @TempDir
    private Path folder;

    private final AtomicLong now = new AtomicLong();
    private final NodeClock clock = new NodeClock(() -> Instant.EPOCH.plusNanos(now.get()), now::get);
    private SqliteLedger ledger;
    private ProofDebts debts;

    @BeforeEach
    void begin() {
        ledger = SqliteLedger.open(folder.resolve("ledger.db"));
        debts = new ProofDebts(ledger.settings(), clock);
    }

    @AfterEach
    void end() {
        ledger.close();
    }

    private void heard(AuditFinding finding) {
        debts.heard(new AuditVerdict(new OwnerId(Id32.ZERO), AGREEMENT, clock.instant(), finding), DAY);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private Duration untilAsked() {
        Duration waited = Duration.ZERO;
        for (; !debts.isToAsk(AGREEMENT); waited = waited.plusSeconds(1)) {
            pass(Duration.ofSeconds(1));
        }
        return waited;
    }

    @Test
    void fourAttemptsAreMadeInADayAndSpreadOverIt() {
        for (int seconds : new int[] {2, 8 * 3600, 8 * 3600, 8 * 3600}) {
            heard(REFUSED);
            assertEquals(ProofStanding.OWED, debts.standing(AGREEMENT));
            assertEquals(Duration.ofSeconds(seconds), untilAsked());
            assertEquals(ProofStanding.OWED, debts.standing(AGREEMENT), "the next attempt is due, and under way");
        }
    }

    @Test
    void whereThisNodeDoesNotGetToAskTheTimeIsNobodys() {
        heard(REFUSED);
        pass(Duration.ofMinutes(91));
        assertEquals(ProofStanding.OPEN, debts.standing(AGREEMENT));
    }

    @Test
    void whoWasAwayIsAskedOnceAtOnce() {
        heard(REFUSED);
        heard(REFUSED);
        assertFalse(debts.isToAsk(AGREEMENT));
        debts.away(AGREEMENT);
        assertTrue(debts.isToAsk(AGREEMENT));
        assertEquals(ProofStanding.OWED, debts.standing(AGREEMENT));
        heard(REFUSED);
        assertEquals(Duration.ofHours(8), untilAsked());
    }

    @Test
    void aDebtOutlivesAStopAndEndsWithAFinding() {
        heard(REFUSED);
        debts = new ProofDebts(ledger.settings(), clock);
        assertEquals(ProofStanding.OPEN, debts.standing(AGREEMENT));
        assertTrue(debts.isToAsk(AGREEMENT));
        heard(new AuditFinding.Unknown(ErrorCode.PROVIDER_UNKNOWN, "no bundle here"));
        assertEquals(ProofStanding.OPEN, debts.standing(AGREEMENT));
        debts.nothingToProve(AGREEMENT);
        assertEquals(ProofStanding.CLEAR, debts.standing(AGREEMENT));
    }
}
