// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.model.Bytes;
import org.holdfast.model.HoldfastException;

/** Writes to a ledger until a small disk is full, makes room, and looks whether all is there and it goes on. */
final class FullDisk {
    private static final int BALLAST = 1 << 20;
    private static final Bytes VALUE = Bytes.of(new byte[10_000]);

    private FullDisk() {}

    /** @param arguments a folder on the small disk */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path ballast = Files.write(folder.resolve("ballast"), new byte[BALLAST]);
        Path file = folder.resolve("ledger.db");
        int written = 0;
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            written = fill(ledger);
            Files.delete(ballast);
            ledger.settings().put("after", VALUE);
        }
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            int there = 0;
            while (ledger.settings().get("key" + there).isPresent()) {
                there++;
            }
            boolean more = ledger.settings().get("after").isPresent();
            System.out.println(written > 0 && there == written && more ? "all there" : there + " of " + written);
        }
    }

    private static int fill(SqliteLedger ledger) {
        for (int number = 0; ; number++) {
            try {
                ledger.settings().put("key" + number, VALUE);
            } catch (HoldfastException e) {
                System.out.println(e.code() + " " + e.retryable());
                return number;
            }
        }
    }
}
