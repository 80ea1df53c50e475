// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.model.AccessRole;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.Caller;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A ticket counts once and for a minute, a session as long as it is used, and neither are many. */
@Tag("G")
class SessionsTest {
    private final TestAccess access = new TestAccess();
    private final Sessions sessions = TestSessions.at(access.clock());

    private void pass(Duration time) {
        access.now.updateAndGet(now -> now.plus(time));
    }

    private String begin(AccessRole role) {
        return sessions.begin(sessions.ticket(role)).orElseThrow().key();
    }

    private void isOver(String key) {
        HoldfastException over = assertThrows(HoldfastException.class, () -> sessions.use(key));
        assertEquals(ErrorCode.ACCESS_REFUSED, over.code());
        assertTrue(String.valueOf(over.getMessage()).contains("holdfast web"), over.getMessage());
        assertFalse(String.valueOf(over.getMessage()).contains(key), "no secret in messages");
    }

    @Test
    void aTicketCountsOnce() {
        String ticket = sessions.ticket(AccessRole.OPERATOR);
        assertTrue(sessions.begin(ticket).isPresent());
        assertTrue(sessions.begin(ticket).isEmpty());
        assertTrue(sessions.begin("").isEmpty());
        assertTrue(sessions.begin("secret99").isEmpty());
    }

    @Test
    void aTicketCountsForAMinute() {
        String late = sessions.ticket(AccessRole.OPERATOR);
        pass(Duration.ofSeconds(59));
        String soon = sessions.ticket(AccessRole.OPERATOR);
        pass(Duration.ofSeconds(1));
        assertTrue(sessions.begin(late).isEmpty());
        assertTrue(sessions.begin(soon).isPresent());
    }

    @Test
    void aSessionHasTheRoleOfItsTicketAndANameOfItsOwn() {
        for (AccessRole role : AccessRole.values()) {
            assertEquals(role, sessions.use(begin(role)).role());
        }
        Caller one = sessions.use(begin(AccessRole.VIEWER));
        Caller other = sessions.use(begin(AccessRole.VIEWER));
        assertNotEquals(one.name(), other.name());
        assertTrue(one.name().matches("web page [0-9a-f]{8}"), one.name());
        assertEquals("this machine", one.from());
    }

    @Test
    void aTicketIsNoKeyAndAKeyIsNoTicket() {
        String ticket = sessions.ticket(AccessRole.OPERATOR);
        isOver(ticket);
        assertFalse(Sessions.isKey(ticket));
        String key = begin(AccessRole.OPERATOR);
        assertTrue(Sessions.isKey(key));
        assertTrue(sessions.begin(key).isEmpty());
    }

    @Test
    void aSessionEndsTwoHoursAfterItWasUsedLast() {
        String key = begin(AccessRole.OPERATOR);
        for (int i = 0; i < 10; i++) {
            pass(Sessions.IDLE.minusSeconds(1));
            sessions.use(key);
        }
        pass(Sessions.IDLE);
        isOver(key);
        isOver(key);
    }

    @Test
    void aSessionEndsAfterAWeekAlsoWhileItIsUsed() {
        String key = begin(AccessRole.OPERATOR);
        for (int hours = 1; hours < 7 * 24; hours++) {
            pass(Duration.ofHours(1));
            sessions.use(key);
        }
        pass(Duration.ofHours(1));
        isOver(key);
    }

    @Test
    void whoLeavesHasLeft() {
        String key = begin(AccessRole.OPERATOR);
        String other = begin(AccessRole.OPERATOR);
        sessions.end(key);
        isOver(key);
        sessions.use(other);
    }

    @Test
    void ofTooManyTheOldestEnd() {
        List<String> tickets = new ArrayList<>();
        for (int i = 0; i <= Sessions.MOST_TICKETS; i++) {
            tickets.add(sessions.ticket(AccessRole.VIEWER));
        }
        assertTrue(sessions.begin(tickets.getFirst()).isEmpty());
        assertTrue(sessions.begin(tickets.get(1)).isPresent());
        List<String> keys = new ArrayList<>();
        for (int i = 0; i <= Sessions.MOST_SESSIONS; i++) {
            keys.add(begin(AccessRole.VIEWER));
        }
        isOver(keys.getFirst());
        keys.subList(1, keys.size()).forEach(sessions::use);
    }

    @Test
    void nothingThatIsPrintedHasTheKey() {
        Sessions.Begun begun =
                sessions.begin(sessions.ticket(AccessRole.VIEWER)).orElseThrow();
        assertFalse(begun.toString().contains(begun.key()));
        assertFalse(new WebPage.SessionReport("secret", "viewer", "web page 1")
                .toString()
                .contains("secret"));
        assertFalse(new PageCalls.TicketReport("secret", "viewer", "/page/#secret", 60)
                .toString()
                .contains("secret"));
    }
}
