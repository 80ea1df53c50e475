// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Both sides of each border. */
@Tag("G")
class SpansTest {
    @Test
    void theLargestUnitThatThereAreTwoOfIsShown() {
        assertEquals("0 min", Spans.words(Duration.ofSeconds(59)));
        assertEquals("119 min", Spans.words(Duration.ofHours(2).minusNanos(1)));
        assertEquals("2 h", Spans.words(Duration.ofHours(2)));
        assertEquals("47 h", Spans.words(Duration.ofDays(2).minusNanos(1)));
        assertEquals("2 days", Spans.words(Duration.ofDays(2)));
        assertEquals("0 min", Spans.words(Duration.ofDays(-3)));
    }
}
