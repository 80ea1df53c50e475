// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.track;

import org.holdfast.core.port.Ledger;
import org.holdfast.simulation.World;
import org.holdfast.simulation.disk.Faults;
import org.holdfast.simulation.disk.MemoryTrack;
import org.holdfast.testkit.store.TrackContract;

/** The simulated ledger does what the real one does. */
class MemoryTrackContractTest extends TrackContract {
    private final Ledger.Track track = new MemoryTrack(new Faults(new World(1)));

    @Override
    protected Ledger.Track track() {
        return track;
    }

    @Override
    protected void restart() {
        // memory survives here
    }
}
