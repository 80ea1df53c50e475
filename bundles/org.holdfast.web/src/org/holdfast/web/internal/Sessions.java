// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.model.AccessRole;
import org.holdfast.node.control.Caller;

/**
 * How a browser gets in. Whoever may has the node make a <em>ticket</em>; the page that is opened with it exchanges it for
 * the key of a <em>session</em>, once and within a minute. A session has the ticket's role and ends when it is not used for
 * two hours, after a week, when the person leaves, and with the node: none of it is ever written down. Secrets are known
 * by their hashes, so that a look-up tells nothing by the time it takes.
 *
 * <p>At most 16 tickets and 64 sessions; of more the oldest end. Thread-safe.
 */
final class Sessions {
    static final Duration TICKET_COUNTS = Duration.ofSeconds(60);
    static final Duration IDLE = Duration.ofHours(2);
    static final Duration LONGEST = Duration.ofDays(7);
    static final int MOST_TICKETS = 16;
    static final int MOST_SESSIONS = 64;

    /** So a key is not taken for the token: who calls with one that has ended hears that, and not of a wrong token. */
    private static final String KEY = "session-";

    private static final int ID_DIGITS = 8;

    private final InstantSource clock;
    private final Supplier<String> secrets;
    private final Map<String, Ticket> tickets = new LinkedHashMap<>(); // by hash, oldest first; guarded by this
    private final Map<String, Session> sessions = new LinkedHashMap<>(); // the same

    private record Ticket(AccessRole role, Instant made) {}

    private record Session(Caller caller, Instant begun, Instant used) {
        boolean counts(Instant now) {
            return now.isBefore(used.plus(IDLE)) && now.isBefore(begun.plus(LONGEST));
        }
    }

    /** A session that has just begun. @param key what its page calls with; a secret */
    record Begun(String key, Caller caller) {
        @Override
        public String toString() {
            return caller.toString();
        }
    }

    /** @param secrets gives another one each time, of 128 bit at least, in characters that an address may have */
    Sessions(InstantSource clock, Supplier<String> secrets) {
        this.clock = clock;
        this.secrets = secrets;
    }

    /** A ticket: a secret for one use. */
    synchronized String ticket(AccessRole role) {
        Instant now = clock.instant();
        tickets.values().removeIf(each -> !counts(each, now));
        String ticket = secrets.get();
        tickets.put(hash(ticket), new Ticket(role, now));
        limit(tickets, MOST_TICKETS);
        return ticket;
    }

    /** Uses the ticket up. Empty if it is none, was used, or is too old. */
    synchronized Optional<Begun> begin(String ticket) {
        Instant now = clock.instant();
        return Optional.ofNullable(tickets.remove(hash(ticket)))
                .filter(each -> counts(each, now))
                .map(each -> begin(each.role(), now));
    }

    private Begun begin(AccessRole role, Instant now) {
        String key = KEY + secrets.get();
        String id = hash(key);
        Caller caller = new Caller("web page " + id.substring(0, ID_DIGITS), role, "this machine");
        sessions.values().removeIf(each -> !each.counts(now));
        sessions.put(id, new Session(caller, now, now));
        limit(sessions, MOST_SESSIONS);
        return new Begun(key, caller);
    }

    /** Whose session that is, which is used by asking. @throws HoldfastException ACCESS_REFUSED if it has ended */
    synchronized Caller use(String key) {
        Instant now = clock.instant();
        String id = hash(key);
        Session session = sessions.get(id);
        if (session == null || !session.counts(now)) {
            sessions.remove(id);
            throw TokenDoor.refusal("this session of the web page has ended; 'holdfast web' at the node's machine opens"
                    + " another one");
        }
        sessions.put(id, new Session(session.caller(), session.begun(), now));
        return session.caller();
    }

    /** The person leaves: what the page has running ends, too. */
    synchronized void end(String key) {
        sessions.remove(hash(key));
    }

    /** Whether that is a key and not a token; whether it counts is another question. */
    static boolean isKey(String secret) {
        return secret.startsWith(KEY);
    }

    private static boolean counts(Ticket ticket, Instant now) {
        return now.isBefore(ticket.made().plus(TICKET_COUNTS));
    }

    private static void limit(Map<String, ?> oldestFirst, int most) {
        Iterator<?> each = oldestFirst.values().iterator();
        while (oldestFirst.size() > most) {
            each.next();
            each.remove();
        }
    }

    private static String hash(String secret) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(hash.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
