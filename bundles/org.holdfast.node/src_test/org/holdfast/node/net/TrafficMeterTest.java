// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.holdfast.core.Reply;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrafficMeterTest {
    private static final OwnerId PARTNER = new OwnerId(new Id32(0, 0, 0, 1));
    private static final Reply<Integer> DONE = new Reply.Answered<>(1);
    private static final int MEBIBYTE = 1 << 20;

    private final NodeClock clock = new NodeClock();
    private final TrafficMeter meter = new TrafficMeter(clock);

    @Test
    @Tag("R11")
    void whatWasTransferredIsCountedOnce() {
        meter.counted(PARTNER, MEBIBYTE, () -> DONE);
        meter.counted(PARTNER, MEBIBYTE, () -> DONE);
        TrafficMeter.Sum sum = meter.drain().get(PARTNER);
        assertEquals(2 * MEBIBYTE, sum.bytes());
        assertTrue(sum.busy().toNanos() > 0);
        assertEquals(Map.of(), meter.drain());
    }

    /** A transfer within another: the time of both is the time of the outer one. */
    @Test
    void transfersAtOnceShareTheirTime() {
        long begun = clock.nanos();
        meter.counted(PARTNER, MEBIBYTE, () -> meter.counted(PARTNER, MEBIBYTE, () -> DONE));
        Duration all = Duration.ofNanos(clock.nanos() - begun);
        TrafficMeter.Sum sum = meter.drain().get(PARTNER);
        assertEquals(2 * MEBIBYTE, sum.bytes());
        assertTrue(sum.busy().compareTo(all) <= 0, sum.busy() + " of " + all);
    }

    @Test
    void whatFailedOrIsSmallSaysNothingOfTheLink() {
        meter.counted(PARTNER, MEBIBYTE, () -> new Reply.Silent<>(ErrorCode.PEER_LOST));
        meter.counted(PARTNER, 1000, () -> DONE);
        assertEquals(Map.of(), meter.drain());
    }
}
