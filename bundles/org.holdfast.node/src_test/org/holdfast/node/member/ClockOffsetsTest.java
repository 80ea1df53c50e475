// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An advert that was long under way does not make its sender's clock slow. */
@Tag("G")
class ClockOffsetsTest {
    private static final OwnerId PC1 = new OwnerId(Id32.ZERO);
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private final ClockOffsets clocks = new ClockOffsets();

    private void heard(Duration after, Duration ahead) {
        clocks.note(PC1, NOON.plus(after).plus(ahead), NOON.plus(after));
    }

    @Test
    void theQuickestOfTheLastMinutesCounts() {
        heard(Duration.ZERO, Duration.ofSeconds(-2));
        heard(Duration.ofMinutes(1), Duration.ofMinutes(-4));
        assertEquals(List.of(Duration.ofSeconds(-2)), clocks.ahead());
        heard(Duration.ofMinutes(2), Duration.ofSeconds(1));
        assertEquals(List.of(Duration.ofSeconds(1)), clocks.ahead());
    }

    @Test
    void aClockThatIsSetBackIsSeenOnceTheOldOneIsForgotten() {
        heard(Duration.ZERO, Duration.ofHours(3));
        heard(Duration.ofMinutes(10), Duration.ZERO);
        assertEquals(List.of(Duration.ofHours(3)), clocks.ahead());
        heard(Duration.ofMinutes(11), Duration.ZERO);
        assertEquals(List.of(Duration.ZERO), clocks.ahead());
    }
}
