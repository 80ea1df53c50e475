// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Step;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.wire.LinkMessage.Ping;
import org.holdfast.wire.Message;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R2")
class TalkTest {
    /** Content with whatever comes, as long as something comes within a minute. */
    private static final class Patient implements Machine<Integer, Void, Void, String> {
        @Override
        public Integer start() {
            return 0;
        }

        @Override
        public Step<Integer, Void, String> step(Integer heard, Event<Void> event) {
            if (event instanceof Event.Elapsed) {
                return Step.to(heard, new Effect.Report<>("late"));
            }
            return Step.to(heard + 1, new Effect.WakeAfter<>(Duration.ofMinutes(1)));
        }
    }

    /** Never silent; after a few thousand words it must have been left. */
    private static final class Talkative implements Channel {
        private int said;

        @Override
        public void send(Message message) {}

        @Override
        public Optional<Message> receive(Duration patience) throws InterruptedException {
            said++;
            assertTrue(said < 5_000, "heard for ever");
            new NodeClock().sleep(Duration.ofMillis(1));
            return Optional.of(new Ping(said));
        }
    }

    @Test
    void whoeverNeverEndsIsLeftAfterTheTimeOfAll() {
        var how = Talk.hold(
                new Patient(), action -> Optional.empty(), new Talkative(), new NodeClock(), Duration.ofMillis(50));
        assertEquals("late", how);
    }
}
