// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger;

import java.nio.file.Path;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.testkit.store.ChunkIndexContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SortedRunIndexContractTest extends ChunkIndexContract {
    @TempDir
    private Path home;

    private SortedRunIndex index;

    @BeforeEach
    void open() {
        index = SortedRunIndex.open(home.resolve("index"));
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Override
    protected ChunkIndex index() {
        return index;
    }

    @Override
    protected void restart() {
        close();
        open();
    }
}
