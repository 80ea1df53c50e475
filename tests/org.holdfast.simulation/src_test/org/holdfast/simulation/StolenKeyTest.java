// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.core.Conversation;
import org.holdfast.core.Peer;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.core.put.Reservations;
import org.holdfast.core.release.LockClock;
import org.holdfast.core.release.ReleaseBook;
import org.holdfast.core.release.ReleaseClerk;
import org.holdfast.format.SignedType;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.head.Witness;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.simulation.node.Computer;
import org.holdfast.simulation.node.Reception;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.PutMessage.PutBegin;
import org.holdfast.wire.ReleaseMessage.Release;
import org.holdfast.wire.ReleaseMessage.Released;
import org.holdfast.wire.ReleaseMessage.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Somebody has taken over an owner's machine, and with it the device key, and wants the backups gone (P6). All blocks are
 * locked for 90 days.
 */
@Tag("R27")
class StolenKeyTest {
    private static final int ALL = 10_000;

    private final Confederation confederation = new Confederation(Scenario.small(4));
    private final AtomicInteger alarms = new AtomicInteger();
    private Computer owner;
    private List<Computer> partners;
    private Instant now;
    private LockClock locks;

    @BeforeEach
    void history() {
        confederation.run();
        owner = confederation.members().get(2);
        partners = owner.life().orElseThrow().partners().stream()
                .map(id -> Sources.machine(confederation, id))
                .toList();
        now = confederation.world.clock().instant();
        locks = LockClock.starting(now);
    }

    private OwnerId id() {
        return owner.identity().id();
    }

    private List<PlacementRow> at(Computer holder) {
        return owner.disk().ledger.segments().placements(holder.identity().id(), PlacementState.ACKED);
    }

    private static ReleaseBook releases(Computer holder) {
        Ledger ledger = holder.disk().ledger;
        return new ReleaseBook(
                new HeldBlocks(holder.disk().holdings, ledger.holdings()),
                ledger.holdings().releases(),
                HeldBlocks.of(ledger));
    }

    private Released releaseAll(Computer holder) {
        List<Version> everything = at(holder).stream()
                .map(row -> new Version(row.block(), row.sequence()))
                .toList();
        AgreementBook book = Confederation.book(holder, confederation.world);
        ReleaseClerk clerk = new ReleaseClerk(
                holder.identity().id(),
                book,
                releases(holder),
                holder.disk().ledger.settings(),
                () -> locks,
                any -> Optional.of(owner.identity().self().certificate()),
                confederation.world.clock(),
                new ReleaseClerk.Alarm() {
                    @Override
                    public void massRelease(OwnerId who) {
                        alarms.incrementAndGet();
                    }

                    @Override
                    public void cancelled(OwnerId who, Ledger.Sum stays) {
                        throw new AssertionError("nobody ordered that");
                    }
                });
        Release release = Release.sign(
                owner.identity().self().device(),
                id(),
                holder.identity().id(),
                at(holder).getFirst().agreement(),
                now,
                everything);
        return assertInstanceOf(Released.class, clerk.answer(peer(), release));
    }

    private Peer peer() {
        return Peer.of(owner.identity().self().certificate());
    }

    /** Days go by at all holders; each frees what is due. @return how many blocks */
    private long pass(int days, int epoch) {
        long freed = 0;
        for (int day = 0; day < days; day++) {
            now = now.plus(Duration.ofDays(1));
            locks = locks.advance(now, Duration.ofDays(1));
            for (Computer holder : partners) {
                freed += releases(holder)
                        .free(locks.time(), any -> epoch, row -> false, ALL)
                        .blocks();
            }
        }
        return freed;
    }

    private int epoch() {
        return owner.identity().self().certificate().deviceEpoch();
    }

    @Test
    void whatIsReleasedAtOnceIsLockedHeldLongerAndComesBackWithTheSheet() {
        Set<Bytes> wanted = Sources.of(owner);
        partners.forEach(holder -> assertTrue(releaseAll(holder).mass(), "no holder noticed"));
        assertEquals(partners.size(), alarms.get(), "each holder tells its people");
        assertEquals(0, pass(60, epoch()), "freed under lock");
        int next = epoch() + 1;
        for (Computer holder : partners) {
            // what a holder does when it has seen the newer certificate
            assertTrue(releases(holder).succeed(id(), next).blocks() > 0);
        }
        confederation.replaceAndRediscover(owner);
        assertEquals(0, pass(500, next), "freed though a newer device had not asked for it");
        assertTrue(Sources.data(confederation.readEverything(owner)).containsAll(wanted), "history is short");
    }

    /** The lock is about time: whoever notices nothing for 90 days, and has no sheet, has nothing then. */
    @Test
    void whatNobodyTakesBackIsFreedWhenItsTimeIsOver() {
        partners.forEach(this::releaseAll);
        assertEquals(0, pass(88, epoch()));
        assertTrue(pass(5, epoch()) >= 6, "the test can see a difference");
    }

    @Test
    void noBlockIsOverwrittenNorItsLockMadeShorter() {
        for (Computer holder : partners) {
            for (PlacementRow row : at(holder)) {
                byte[] before = file(holder, row).clone();
                assertEquals(ErrorCode.CONFLICT, put(holder, changed(before, 200)), "another payload");
                assertEquals(ErrorCode.CONFLICT, put(holder, changed(before, 138)), "another time of release");
                assertArrayEquals(before, file(holder, row));
            }
        }
    }

    private static byte[] file(Computer holder, PlacementRow row) {
        return Optional.ofNullable(holder.disk().holdings.raw(row.agreement()).get(row.block()))
                .orElseThrow();
    }

    /** The header of a block with one field changed, signed by the stolen key. */
    private BlockHeader changed(byte[] file, int offset) {
        byte[] header = Arrays.copyOf(file, BlockHeader.BYTES);
        header[offset] ^= 1;
        Bytes signature = owner.identity().self().device().sign(SignedType.BLOCK, Arrays.copyOf(header, 296));
        System.arraycopy(signature.toArray(), 0, header, 296, signature.length());
        return BlockHeader.read(ByteBuffer.wrap(header));
    }

    private ErrorCode put(Computer holder, BlockHeader header) {
        List<Message> said = new ArrayList<>();
        Reservations room = new Reservations(holder.disk().ledger.holdings());
        Reception reception = new Reception(
                holder.identity().self(),
                holder.life().orElseThrow(),
                Confederation.book(holder, confederation.world),
                room,
                holder.disk().ledger,
                holder.disk().holdings,
                confederation.world.clock());
        PutBegin begin = new PutBegin(header);
        Conversation<?, ?, ?, ?> talk =
                reception.open(peer(), begin, outlet(said)).orElseThrow();
        talk.begin();
        talk.received(begin);
        return assertInstanceOf(Failure.class, said.getLast()).code();
    }

    private static Conversation.Outlet outlet(List<Message> said) {
        return new Conversation.Outlet() {
            @Override
            public void send(Message message) {
                said.add(message);
            }

            @Override
            public void wakeAfter(Duration delay) {
                // it answers at once
            }
        };
    }

    /** New heads go on top of the old ones, whatever they say; those before the theft stay where they are. */
    @Test
    @Tag("R56")
    void newHeadsPushNoOldOneOut() {
        Witness good = owner.disk().witnesses().getLast();
        for (int i = 0; i < 5; i++) {
            owner.life().orElseThrow().leaveAnotherHead();
            confederation.wait(30);
        }
        assertTrue(owner.disk().witnesses().size() > 3, "it left no head");
        for (Computer holder : partners) {
            var all = holder.disk().ledger.holdings().witnesses(id(), Optional.empty(), ALL);
            assertTrue(
                    all.stream()
                            .map(each ->
                                    Witness.read(ByteBuffer.wrap(each.witness().toArray())))
                            .anyMatch(each -> each.hash().equals(good.hash())),
                    "the head from before the theft is gone");
        }
    }
}
