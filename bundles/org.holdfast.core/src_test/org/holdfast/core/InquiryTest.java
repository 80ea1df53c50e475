// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.holdfast.core.support.Duet;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.LinkMessage.Bye;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.LinkMessage.Ping;
import org.holdfast.wire.LinkMessage.Pong;
import org.holdfast.wire.Message;
import org.junit.jupiter.api.Test;

class InquiryTest {
    private final Duet<Reply<Pong>, String> duet = new Duet<>();
    private final Duet.Side<Reply<Pong>> asker =
            duet.left(Inquiry.expecting(Pong.class, new Ping(7), Duration.ofSeconds(4)), Inquiry.performer());

    /** Answers whatever it hears with one message. */
    private static Machine<Integer, Void, Void, String> answering(Message answer) {
        return new Machine<>() {
            @Override
            public Integer start() {
                return 0;
            }

            @Override
            public Step<Integer, Void, String> step(Integer state, Event<Void> event) {
                return event instanceof Event.Received ? Step.to(1, new Effect.Send<>(answer)) : Step.to(state);
            }
        };
    }

    private Reply<Pong> answered(Message answer) {
        duet.right(answering(answer), Inquiry.performer());
        duet.play();
        return asker.outcome();
    }

    @Test
    void takesItsAnswer() {
        assertEquals(new Reply.Answered<>(new Pong(7)), answered(new Pong(7)));
        assertEquals(List.of("<PING", ">PONG"), duet.transcript);
    }

    @Test
    void aNoIsANo() {
        Failure no = new Failure(ErrorCode.NO_AGREEMENT, "we have none");
        assertEquals(new Reply.Refused<Pong>(ErrorCode.NO_AGREEMENT, "we have none"), answered(no));
    }

    @Test
    void anythingElseIsMisbehaviourAndIsToldSo() {
        assertEquals(new Reply.Misbehaved<Pong>("Bye is no answer here"), answered(new Bye()));
        assertEquals(List.of("<PING", ">BYE", "<ERROR", ">BYE"), duet.transcript);
    }

    @Test
    void noAnswerIsNotANo() {
        duet.right(answering(new Pong(7)), Inquiry.performer());
        duet.losing(Pong.class::isInstance).play();
        assertEquals(Duration.ofSeconds(4), asker.patience.orElseThrow());
        asker.elapse();
        assertEquals(new Reply.Silent<Pong>(ErrorCode.TIMED_OUT), asker.outcome());
    }

    @Test
    void aBrokenLinkIsNotANo() {
        duet.right(answering(new Pong(7)), Inquiry.performer());
        duet.losing(message -> true).play();
        asker.disconnect();
        assertEquals(new Reply.Silent<Pong>(ErrorCode.PEER_LOST), asker.outcome());
    }
}
