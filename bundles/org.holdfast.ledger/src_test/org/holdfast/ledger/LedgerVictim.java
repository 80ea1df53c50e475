// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger;

import java.nio.file.Path;
import java.time.Instant;
import org.holdfast.core.port.EventRow;
import org.holdfast.model.Bytes;

/** Writes to a ledger without end and prints what was acknowledged, until it is killed. */
final class LedgerVictim {
    private LedgerVictim() {}

    /** @param arguments the ledger's file */
    public static void main(String[] arguments) {
        try (SqliteLedger ledger = SqliteLedger.open(Path.of(arguments[0]))) {
            while (true) {
                long number = ledger.settings().next("counter");
                ledger.settings().put("key" + number, Bytes.of(new byte[] {1}));
                EventRow row = ledger.events().append(Instant.EPOCH, "TYPE", "", "event " + number);
                System.out.println(number + " " + row.number() + " .");
            }
        }
    }
}
