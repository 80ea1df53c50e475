// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R19")
class RefusalsTest {
    private static final OwnerId PARTNER = new OwnerId(new Id32(0, 0, 0, 1));

    private final AtomicLong nanos = new AtomicLong();
    private final Refusals refusals = new Refusals(nanos::get);

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private void assertPause(long seconds) {
        refusals.refused(PARTNER);
        pass(seconds - 1);
        assertEquals(Set.of(PARTNER), refusals.present());
        pass(1);
        assertEquals(Set.of(), refusals.present());
    }

    @Test
    void thePauseDoublesUpToAnHourAndBeginsAnewWithABlockThatIsTaken() {
        assertEquals(Set.of(), refusals.present());
        for (long seconds : new long[] {30, 60, 120, 240, 480, 960, 1920, 3600, 3600}) {
            assertPause(seconds);
        }
        refusals.taken(PARTNER);
        assertPause(30);
    }
}
