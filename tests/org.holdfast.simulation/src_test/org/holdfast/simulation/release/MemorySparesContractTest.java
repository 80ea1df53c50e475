// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.release;

import org.holdfast.core.port.Ledger;
import org.holdfast.simulation.World;
import org.holdfast.simulation.disk.Faults;
import org.holdfast.simulation.disk.MemoryLedger;
import org.holdfast.testkit.store.SparesContract;

/** The simulated ledger does what the real one does. */
class MemorySparesContractTest extends SparesContract {
    private final Ledger ledger = new MemoryLedger(new Faults(new World(1)));

    @Override
    protected Ledger ledger() {
        return ledger;
    }
}
