// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.track;

import org.holdfast.core.port.Ledger;
import org.holdfast.simulation.World;
import org.holdfast.simulation.disk.Faults;
import org.holdfast.simulation.disk.MemoryDamages;
import org.holdfast.simulation.disk.MemoryHealths;
import org.holdfast.testkit.store.HealthContract;

/** The simulated ledger does what the real one does. */
class MemoryHealthContractTest extends HealthContract {
    private final Ledger.Healths healths = new MemoryHealths(new Faults(new World(1)));
    private final Ledger.Damages damages = new MemoryDamages(new Faults(new World(1)));

    @Override
    protected Ledger.Healths healths() {
        return healths;
    }

    @Override
    protected Ledger.Damages damages() {
        return damages;
    }

    @Override
    protected void restart() {
        // memory survives here
    }
}
