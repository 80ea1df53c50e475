// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.junit.jupiter.api.Test;

class RunMeterTest {
    private static final OwnerId ADA = OwnerId.of(new byte[32]);
    private static final OwnerId BEN = OwnerId.of(
            new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
            });

    @Test
    void eachPartnerHasALane() {
        RunMeter meter = new RunMeter(new NodeClock());
        assertEquals(Map.of(), meter.lanes());
        meter.stored(ADA, 5);
        meter.stored(BEN, 7);
        meter.stored(ADA, 1);
        assertEquals(Map.of(ADA, 6L, BEN, 7L), meter.lanes());
        assertEquals(13, meter.storedBytes());
    }
}
