// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.holdfast.core.Reply;
import org.holdfast.core.handshake.RosterPieces;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.Membership;
import org.holdfast.node.net.RosterFetch;
import org.holdfast.wire.Hello;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.holdfast.wire.MemberMessage.RosterPiece;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One peer never finishes its roster, another one has news. */
@Tag("R2")
class RosterFetchesTest {
    private static final OwnerId DRIPPING = owner(1);
    private static final OwnerId HONEST = owner(2);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Signer ADMIN = Signatures.signer(Ed25519.privateKey(new byte[32]));
    private static final Roster OLD = Roster.found(
            new Founding(ADMIN.key(), NOW, "net"), List.of(RosterEntry.active(HONEST, "site", "honest")), ADMIN);
    private static final Roster NEW = OLD.with(RosterEntry.active(DRIPPING, "site", "dripping"), NOW, ADMIN);

    private final LinkedBlockingQueue<Roster> adopted = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicInteger begins = new AtomicInteger();
    private final RosterFetches fetches = new RosterFetches(
            new Adopting(), this::ask, new RosterFetch(new NodeClock()::nanos), Duration.ofMillis(100));

    private static OwnerId owner(int first) {
        byte[] id = new byte[32];
        id[0] = (byte) first;
        return OwnerId.of(id);
    }

    private Reply<RosterPiece> ask(OwnerId peer, RosterGet get) {
        if (peer.equals(HONEST)) {
            return new Reply.Answered<>(RosterPieces.answer(NEW, get).orElseThrow());
        }
        begins.incrementAndGet();
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return new Reply.Silent<>(ErrorCode.TIMED_OUT);
    }

    private final class Adopting implements Membership {
        @Override
        public Optional<Roster> roster() {
            return Optional.of(Optional.ofNullable(adopted.peek()).orElse(OLD));
        }

        @Override
        public Optional<Predicate<OwnerId>> pins() {
            return Optional.empty();
        }

        @Override
        public Optional<Predicate<OwnerId>> paired() {
            return Optional.empty();
        }

        @Override
        public boolean isRevoked(OwnerId id) {
            return false;
        }

        @Override
        public Optional<String> name(OwnerId id) {
            return Optional.empty();
        }

        @Override
        public Optional<Hello.Voucher> voucher() {
            return Optional.empty();
        }

        @Override
        public void adopt(Roster roster) {
            adopted.add(roster);
        }
    }

    private static boolean isNews(Roster own) {
        return own.version() < NEW.version();
    }

    @Test
    void whoDripsItsRosterKeepsNobodysNewsAway() throws InterruptedException {
        try {
            fetches.fetchIf(RosterFetchesTest::isNews, DRIPPING);
            assertTrue(begun.await(10, TimeUnit.SECONDS));
            fetches.fetchIf(RosterFetchesTest::isNews, HONEST);
            Roster got = adopted.poll(10, TimeUnit.SECONDS);
            assertEquals(NEW, got);
        } finally {
            end.countDown();
        }
    }

    @Test
    void manyTipsOfOnePeerAreOneFetchAndAtMostOneMore() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            fetches.fetchIf(own -> isNews(own), DRIPPING);
        }
        assertTrue(begun.await(10, TimeUnit.SECONDS));
        for (int i = 0; i < 50; i++) {
            fetches.fetchIf(own -> isNews(own), DRIPPING);
        }
        Thread.yield();
        assertEquals(1, begins.get());
        end.countDown();
        fetches.fetchIf(RosterFetchesTest::isNews, HONEST);
        assertEquals(NEW, adopted.poll(10, TimeUnit.SECONDS));
        assertTrue(begins.get() <= 2, begins + " fetches");
    }
}
