// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings;

import java.nio.file.Path;
import org.holdfast.core.port.BlockStore;
import org.holdfast.model.ByteCount;
import org.holdfast.testkit.store.BlockStoreContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileBlockStoreContractTest extends BlockStoreContract {
    @TempDir
    private Path home;

    private FileBlockStore store;

    @BeforeEach
    void open() {
        store = FileBlockStore.open(home.resolve("holdings"), ByteCount.ZERO);
    }

    @Override
    protected BlockStore store() {
        return store;
    }

    @Override
    protected void restart() {
        open();
    }
}
