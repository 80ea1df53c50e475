// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

/** The machine stops, here and now. Nobody may catch it but the one who restarts machines. */
public final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String where) {
        super(where, null, false, false);
    }
}
