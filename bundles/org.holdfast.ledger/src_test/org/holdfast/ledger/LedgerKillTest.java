// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;
import org.holdfast.testkit.process.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** A process that writes is killed; everything that it had acknowledged is there. */
class LedgerKillTest {
    private static final int ROUNDS = 3;
    static final List<Class<?>> NEEDS = List.of(
            SqliteLedger.class,
            Ledger.class,
            Bytes.class,
            ByteWriter.class,
            SQLiteConfig.class,
            org.slf4j.LoggerFactory.class);

    @TempDir
    private Path home;

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws IOException, InterruptedException {
        long seed = 42;
        SplittableRandom random = new SplittableRandom(seed);
        Path file = home.resolve("ledger.db");
        Map<Long, Long> acknowledged = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String line : killed(file, random.nextInt(1, 120))) {
                String[] numbers = line.split(" ");
                long counter = Long.parseLong(numbers[0]);
                assertTrue(acknowledged.put(counter, Long.parseLong(numbers[1])) == null, "given twice: " + counter);
            }
            check(file, acknowledged);
        }
    }

    /** Kills a writer after so many acknowledgements; answers them all. */
    private static List<String> killed(Path file, int after) throws IOException, InterruptedException {
        try (ChildJvm victim = ChildJvm.start(LedgerVictim.class, NEEDS, List.of(file.toString()))) {
            List<String> lines = new ArrayList<>();
            while (lines.size() < after) {
                lines.add(victim.line().orElseThrow());
            }
            for (String rest : victim.kill()) {
                // The last line may have been cut short in the pipe.
                if (rest.endsWith(" .")) {
                    lines.add(rest);
                }
            }
            return lines;
        }
    }

    private static void check(Path file, Map<Long, Long> acknowledged) {
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            acknowledged.forEach((counter, event) -> {
                assertTrue(ledger.settings().get("key" + counter).isPresent(), "lost: key" + counter);
                EventRow row = ledger.events().after(event - 1, 1).getFirst();
                assertEquals("event " + counter, row.text());
            });
            assertEquals(Optional.empty(), ledger.events().firstBroken());
        }
    }
}
