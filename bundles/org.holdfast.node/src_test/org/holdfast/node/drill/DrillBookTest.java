// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.core.drill.DrillRecord;
import org.holdfast.core.drill.ProvenPatterns;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However often nothing can be decided, the last drill that decided something is not forgotten. */
class DrillBookTest {
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

    @TempDir
    Path folder;

    private static DrillRecord record(long number, DrillRecord.Verdict verdict) {
        int segments = verdict == DrillRecord.Verdict.UNDECIDED ? 0 : 1;
        return new DrillRecord(
                DrillRecord.Kind.DRILL,
                verdict,
                new OwnerId(new Id32(1, 2, 3, 4)),
                number,
                NOW,
                NOW.plusSeconds(number),
                1,
                segments,
                1,
                1,
                0,
                0,
                1,
                new ProvenPatterns.Tally(1, BigInteger.TEN),
                "");
    }

    @Test
    void theNewestAreKeptAndTheLastThatDecided() throws Exception {
        Signer device = Signatures.signer(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
        try (Ledger ledger = SqliteLedger.open(folder.resolve("ledger.db"))) {
            DrillBook book = new DrillBook(ledger);
            assertEquals(Optional.empty(), book.decided());
            for (int i = 0; i < 300; i++) {
                boolean decides = i == 20 || i == 150;
                DrillRecord record =
                        record(book.nextNumber(), decides ? DrillRecord.Verdict.PROVED : DrillRecord.Verdict.UNDECIDED);
                book.keep(record, record.signed(device));
            }
            assertEquals(DrillBook.KEPT, book.newestFirst().count());
            assertEquals(
                    300, book.newestFirst().findFirst().orElseThrow().record().number());
            assertEquals(151, book.decided().orElseThrow().record().number());
            for (long gone : new long[] {1, 21, 100, 150, 196}) {
                assertEquals(Optional.empty(), ledger.settings().get("drill.report." + gone), "report " + gone);
            }
            assertTrue(ledger.settings().get("drill.report.197").isPresent());
        }
    }
}
