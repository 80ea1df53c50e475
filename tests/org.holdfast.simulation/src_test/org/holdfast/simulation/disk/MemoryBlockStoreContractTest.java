// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import org.holdfast.core.port.BlockStore;
import org.holdfast.model.ByteCount;
import org.holdfast.simulation.World;
import org.holdfast.testkit.store.BlockStoreContract;

/** The simulated disk does what the real one does. */
class MemoryBlockStoreContractTest extends BlockStoreContract {
    private final BlockStore store = new MemoryBlockStore(new Faults(new World(1)), ByteCount.gibibytes(1));

    @Override
    protected BlockStore store() {
        return store;
    }

    @Override
    protected void restart() {
        // memory survives here
    }
}
