// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger;

import java.nio.file.Path;
import org.holdfast.core.port.Ledger;
import org.holdfast.testkit.store.SparesContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteSparesContractTest extends SparesContract {
    @TempDir
    private Path home;

    private SqliteLedger ledger;

    @BeforeEach
    void open() {
        ledger = SqliteLedger.open(home.resolve("ledger.db"));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Override
    protected Ledger ledger() {
        return ledger;
    }
}
