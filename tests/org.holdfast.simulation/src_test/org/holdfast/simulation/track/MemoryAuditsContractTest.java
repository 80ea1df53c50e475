// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.track;

import org.holdfast.core.port.Audits;
import org.holdfast.simulation.World;
import org.holdfast.simulation.disk.Faults;
import org.holdfast.simulation.disk.MemoryAudits;
import org.holdfast.testkit.store.AuditsContract;

/** The simulated ledger does what the real one does. */
class MemoryAuditsContractTest extends AuditsContract {
    private final Audits audits = new MemoryAudits(new Faults(new World(1)));

    @Override
    protected Audits audits() {
        return audits;
    }

    @Override
    protected void restart() {
        // memory survives here
    }
}
