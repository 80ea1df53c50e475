// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import org.holdfast.core.port.Ledger;
import org.holdfast.simulation.World;
import org.holdfast.testkit.store.LedgerContract;

/** The simulated ledger does what the real one does. */
class MemoryLedgerContractTest extends LedgerContract {
    private final Ledger ledger = new MemoryLedger(new Faults(new World(1)));

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected void restart() {
        // memory survives here
    }
}
