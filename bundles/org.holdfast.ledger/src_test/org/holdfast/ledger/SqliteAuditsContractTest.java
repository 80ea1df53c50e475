// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger;

import java.nio.file.Path;
import org.holdfast.core.port.Audits;
import org.holdfast.testkit.store.AuditsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteAuditsContractTest extends AuditsContract {
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
    protected Audits audits() {
        return ledger.audits();
    }

    @Override
    protected void restart() {
        close();
        open();
    }
}
