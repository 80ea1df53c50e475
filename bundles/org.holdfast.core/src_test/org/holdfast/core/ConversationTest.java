// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.LinkMessage.Ping;
import org.holdfast.wire.Message;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private final List<String> log = new ArrayList<>();
    private boolean broken;

    /** Counts its events in its state, and does the same on each. */
    private final Machine<Integer, String, String, String> machine = new Machine<>() {
        @Override
        public Integer start() {
            return 0;
        }

        @Override
        public Step<Integer, String, String> step(Integer state, Event<String> event) {
            log.add(event.getClass().getSimpleName());
            return switch (event) {
                case Event.Started<String> started ->
                    new Step<>(
                            state + 1,
                            List.of(
                                    new Effect.Send<>(new Ping(1)),
                                    new Effect.Do<>("write"),
                                    new Effect.Send<>(new Ping(2)),
                                    new Effect.WakeAfter<>(Duration.ofSeconds(3))));
                case Event.Done<String>(String answer) -> Step.to(state + 1, new Effect.Report<>(answer));
                case Event.Failed<String>(ErrorCode code, String why) ->
                    Step.to(state + 1, new Effect.Report<>(code.name()));
                default -> Step.to(state + 1);
            };
        }
    };

    private final Conversation.Outlet outlet = new Conversation.Outlet() {
        @Override
        public void send(Message message) {
            log.add("send " + ((Ping) message).number());
        }

        @Override
        public void wakeAfter(Duration delay) {
            log.add("wake " + delay);
        }
    };

    private final Conversation<Integer, String, String, String> talk = new Conversation<>(
            machine,
            action -> {
                log.add(action);
                if (broken) {
                    throw new HoldfastException(ErrorCode.DISK_FAILED, "disk", "it smokes");
                }
                return Optional.of("written");
            },
            outlet);

    @Test
    void effectsAreCarriedOutInOrderBeforeTheNextEvent() {
        assertEquals(Optional.of("written"), talk.begin());
        assertEquals(List.of("Started", "send 1", "write", "send 2", "wake PT3S", "Done"), log);
    }

    @Test
    void whatStandsBehindAFailedActionIsNeverSaid() {
        broken = true;
        assertEquals(Optional.of("DISK_FAILED"), talk.begin());
        assertEquals(List.of("Started", "send 1", "write", "Failed"), log);
    }

    @Test
    void nothingHappensAfterTheOutcome() {
        talk.begin();
        int states = talk.state();
        assertEquals(Optional.of("written"), talk.received(new Ping(9)));
        assertEquals(Optional.of("written"), talk.disconnected());
        assertEquals(states, talk.state());
    }

    @Test
    void eventsOfAnyKindAreBrought() {
        assertTrue(talk.elapsed().isEmpty());
        assertTrue(talk.received(new Ping(1)).isEmpty());
        assertTrue(talk.disconnected().isEmpty());
        assertEquals(List.of("Elapsed", "Received", "Disconnected"), log);
    }
}
