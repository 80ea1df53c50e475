// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.holdfast.console.client.LinkState.Age;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void aFailingNodeIsAskedEverMoreSeldom() {
        LinkState silent = new LinkState.Silent("why");
        assertEquals(
                List.of(2L, 4L, 8L, 15L, 15L),
                IntStream.of(1, 2, 3, 4, 1_000_000)
                        .mapToObj(failures -> Pace.USUAL.next(silent, failures).toSeconds())
                        .toList());
    }

    @Test
    void aStoppedNodeIsLookedForSteadily() {
        assertEquals(Duration.ofSeconds(2), Pace.USUAL.next(new LinkState.Stopped(), 1_000));
    }

    @Test
    void versionsAreComparedByTheirFirstTwoNumbers() {
        assertEquals(Age.SAME, Age.of("0.1.9", "0.1.0"));
        assertEquals(Age.NEWER, Age.of("0.10.0", "0.9.0"));
        assertEquals(Age.NEWER, Age.of("1.0.0", "0.99.0"));
        assertEquals(Age.OLDER, Age.of("0.1.0.qualifier", "0.2.0"));
        assertEquals(Age.SAME, Age.of("unknown", "0.1.0"));
        assertEquals(Age.SAME, Age.of("", "0.1.0"));
    }
}
