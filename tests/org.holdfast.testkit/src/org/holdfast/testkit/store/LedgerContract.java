// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.HeldHead;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.HeldWitness;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.port.ReadAccountRow;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Digest;
import org.holdfast.model.Domains;
import org.holdfast.model.Id16;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.Protection;
import org.holdfast.model.SnapshotId;
import org.holdfast.model.WeekSchedule;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} does; segments are in {@link SegmentsContract}. */
public abstract class LedgerContract {
    private static final Instant TIME = Instant.parse("2026-03-01T12:34:56.789012345Z");

    /** The ledger, empty at the start of each test; the same one until {@link #restart}. */
    protected abstract Ledger ledger();

    /** The node ends in good order and starts again: from now on {@link #ledger} is what was read again. */
    protected abstract void restart();

    @Test
    void settingsAreKeptReplacedAndRemoved() {
        ledger().settings().put("a", Bytes.EMPTY);
        ledger().settings().put("b", Ids.bytes(1));
        ledger().settings().put("b", Ids.bytes(2));
        restart();
        assertEquals(Optional.of(Bytes.EMPTY), ledger().settings().get("a"));
        assertEquals(Optional.of(Ids.bytes(2)), ledger().settings().get("b"));
        ledger().settings().remove("b");
        ledger().settings().remove("never there");
        assertEquals(Optional.empty(), ledger().settings().get("b"));
    }

    @Test
    void countersStartAtOneAndNeverRepeat() {
        assertEquals(1, ledger().settings().next("a"));
        assertEquals(1, ledger().settings().next("b"));
        Set<Long> seen = new HashSet<>(Set.of(1L));
        long last = 1;
        for (int i = 0; i < 300; i++) {
            if (i % 90 == 7) {
                restart();
            }
            long next = ledger().settings().next("a");
            assertTrue(seen.add(next) && next > last, () -> next + " after " + seen);
            last = next;
        }
    }

    @Test
    void countersAreLiftedAndNeverLowered() {
        Ledger.Settings settings = ledger().settings();
        settings.raise("fresh", 10);
        assertTrue(settings.next("fresh") > 10);
        for (long floor : new long[] {3, 40, 41, 1_000, 999, 5_000_000_000L, 0}) {
            long before = settings.next("a");
            settings.raise("a", floor);
            long after = settings.next("a");
            assertTrue(after > floor && after > before, floor + ": " + before + ", " + after);
        }
        settings.raise("a", 6_000_000_000L);
        restart();
        assertTrue(ledger().settings().next("a") > 6_000_000_000L);
    }

    @Test
    void peersAreReplacedById() {
        PeerRow first = peer(1, "old name", List.of());
        PeerRow second = peer(
                1, "Zoë's machine", List.of(new NodeAddress("192.0.2.7", 1), new NodeAddress("2001:db8::1", 65535)));
        PeerRow other = peer(2, "other", List.of(new NodeAddress("host.example", 7000)));
        ledger().peers().save(first);
        ledger().peers().save(other);
        ledger().peers().save(second);
        restart();
        assertEquals(Optional.of(second), ledger().peers().find(Ids.owner(1)));
        assertEquals(Set.of(second, other), Set.copyOf(ledger().peers().all()));
        assertEquals(2, ledger().peers().all().size());
        assertEquals(Optional.empty(), ledger().peers().find(Ids.owner(3)));
        Instant later = second.lastSeen().plusSeconds(7);
        ledger().peers().seen(Ids.owner(1), later);
        ledger().peers().seen(Ids.owner(3), later);
        restart();
        assertEquals(
                Set.of(
                        new PeerRow(
                                second.id(),
                                second.name(),
                                second.addresses(),
                                second.domains(),
                                second.certificate(),
                                later),
                        other),
                Set.copyOf(ledger().peers().all()));
    }

    private static PeerRow peer(int number, String name, List<NodeAddress> addresses) {
        Domains domains = new Domains("host" + number, "site", "linux", "amd64");
        return new PeerRow(Ids.owner(number), name, addresses, domains, Ids.bytes(number), TIME);
    }

    @Test
    void readAccountsAreReplacedByAgreement() {
        ReadAccountRow first = new ReadAccountRow(Ids.agreement(1), 1, 2, 3, 4, 5);
        ReadAccountRow second = new ReadAccountRow(Ids.agreement(1), 1L << 60, 1L << 50, 1L << 40, 70_000, 0);
        ReadAccountRow other = new ReadAccountRow(Ids.agreement(2), 0, 0, 0, 0, 0);
        ledger().readAccounts().save(first);
        ledger().readAccounts().save(other);
        assertEquals(Optional.of(first), ledger().readAccounts().find(Ids.agreement(1)));
        ledger().readAccounts().save(second);
        restart();
        assertEquals(Optional.of(second), ledger().readAccounts().find(Ids.agreement(1)));
        assertEquals(Optional.of(other), ledger().readAccounts().find(Ids.agreement(2)));
        assertEquals(Optional.empty(), ledger().readAccounts().find(Ids.agreement(3)));
    }

    @Test
    void agreementsAreReplacedById() {
        AgreementRow first = agreement(1, 1, AgreementPhase.PROPOSED);
        AgreementRow second = agreement(1, 2, AgreementPhase.ACTIVE);
        AgreementRow other = agreement(2, 1, AgreementPhase.CLOSING);
        ledger().agreements().save(first);
        assertEquals(Optional.of(first), ledger().agreements().find(Ids.agreement(1)));
        ledger().agreements().save(other);
        ledger().agreements().save(second);
        restart();
        assertEquals(Optional.of(second), ledger().agreements().find(Ids.agreement(1)));
        assertEquals(Set.of(second, other), Set.copyOf(ledger().agreements().all()));
        assertEquals(Optional.empty(), ledger().agreements().find(Ids.agreement(3)));
    }

    private static AgreementRow agreement(int number, int version, AgreementPhase phase) {
        AgreementTerms terms = new AgreementTerms(
                Ids.agreement(number),
                version,
                new ConfederationId(Ids.id32(1, 9)),
                Ids.owner(1),
                Ids.owner(2),
                ByteCount.gibibytes(1),
                ByteCount.gibibytes(2),
                WeekSchedule.always(),
                WeekSchedule.always(),
                new Domains("host1", "site", "linux", "amd64"),
                new Domains("host2", "site", "windows", "amd64"),
                Duration.ofDays(14),
                Duration.ZERO,
                Duration.ofDays(400),
                Instant.parse("2026-01-01T00:00:00Z"),
                List.of(1, 2));
        Bytes signature = Bytes.of(new byte[64]);
        return new AgreementRow(new Agreement(terms, signature, signature), phase, TIME);
    }

    @Test
    void heldBlocksAreCountedByAgreement() {
        Ledger.Holdings holdings = ledger().holdings();
        holdings.add(held(1, 10, 1000));
        holdings.add(held(1, 11, 500));
        holdings.add(held(2, 10, 7));
        assertSums(1500, 7);
        holdings.add(held(1, 11, 600));
        assertSums(1600, 7);
        holdings.remove(Ids.agreement(1), Ids.block(10));
        holdings.remove(Ids.agreement(1), Ids.block(10));
        assertSums(600, 7);
        restart();
        assertSums(600, 7);
        assertEquals(Optional.of(held(1, 11, 600)), ledger().holdings().find(Ids.agreement(1), Ids.block(11)));
        assertEquals(Optional.empty(), ledger().holdings().find(Ids.agreement(1), Ids.block(10)));
        assertEquals(ByteCount.ZERO, ledger().holdings().bytes(Ids.agreement(3)));
    }

    private void assertSums(long first, long second) {
        assertEquals(ByteCount.of(first), ledger().holdings().bytes(Ids.agreement(1)));
        assertEquals(ByteCount.of(second), ledger().holdings().bytes(Ids.agreement(2)));
        assertEquals(ByteCount.of(first + second), ledger().holdings().totalBytes());
    }

    @Test
    void nothingIsHeldAtFirst() {
        assertEquals(ByteCount.ZERO, ledger().holdings().totalBytes());
        assertEquals(List.of(), ledger().holdings().list(Ids.agreement(1), Optional.empty(), 10));
    }

    @Test
    void heldBlocksAreListedInOrderAndPages() {
        for (int i = 0; i < 25; i++) {
            ledger().holdings().add(held(1, i, 1));
            ledger().holdings().add(held(2, i, 1));
        }
        List<BlockId> listed = new ArrayList<>();
        Optional<BlockId> after = Optional.empty();
        List<HeldRow> page = ledger().holdings().list(Ids.agreement(1), after, 10);
        while (!page.isEmpty()) {
            assertTrue(page.size() <= 10);
            page.forEach(row -> listed.add(row.block()));
            after = Optional.of(listed.getLast());
            page = ledger().holdings().list(Ids.agreement(1), after, 10);
        }
        assertEquals(listed.stream().sorted().toList(), listed, "unsigned order");
        assertEquals(25, Set.copyOf(listed).size());
    }

    @Test
    void theLowestBlockIdOfAllIsListedToo() {
        BlockId lowest = new BlockId(new Id16(0, 0));
        HeldRow row =
                new HeldRow(Ids.agreement(1), lowest, Ids.owner(1), 1, Ids.digest(1), Ids.digest(2), 1, TIME, TIME);
        ledger().holdings().add(row);
        assertEquals(List.of(row), ledger().holdings().list(Ids.agreement(1), Optional.empty(), 10));
        assertEquals(List.of(), ledger().holdings().list(Ids.agreement(1), Optional.of(lowest), 10));
    }

    private static HeldRow held(int agreement, int block, long bytes) {
        return new HeldRow(
                Ids.agreement(agreement),
                Ids.block(block),
                Ids.owner(agreement),
                block,
                Ids.digest(block),
                Ids.digest(block + 1),
                bytes,
                TIME.plusSeconds(block),
                TIME);
    }

    @Test
    void theTopHeadIsTheOneOfTheNewestDeviceAndSequence() {
        Ledger.Holdings holdings = ledger().holdings();
        assertEquals(Optional.empty(), holdings.topHead(Ids.owner(1)));
        for (HeldHead head : List.of(head(1, 1, 9, 1), head(1, 2, 3, 2), head(1, 2, 4, 3), head(1, 1, 10, 4))) {
            holdings.saveHead(head, TIME);
        }
        holdings.saveHead(head(2, 9, 9, 5), TIME);
        restart();
        assertEquals(Optional.of(head(1, 2, 4, 3)), ledger().holdings().topHead(Ids.owner(1)));
        ledger().holdings().saveHead(head(1, 2, 4, 3), TIME);
        assertEquals(Optional.of(head(1, 2, 4, 3)), ledger().holdings().topHead(Ids.owner(1)));
    }

    @Test
    void ofTwoHeadsWithOneSequenceTheHigherHashIsTheTop() {
        HeldHead one = head(1, 2, 4, 3);
        HeldHead two = head(1, 2, 4, 8);
        HeldHead higher = one.witnessHash().compareTo(two.witnessHash()) > 0 ? one : two;
        ledger().holdings().saveHead(higher, TIME);
        ledger().holdings().saveHead(higher.equals(one) ? two : one, TIME);
        assertEquals(Optional.of(higher), ledger().holdings().topHead(Ids.owner(1)));
    }

    private static HeldHead head(int owner, int epoch, long sequence, int content) {
        return new HeldHead(
                Ids.owner(owner),
                Ids.agreement(1),
                epoch,
                sequence,
                Ids.digest(content),
                Ids.bytes(content),
                Ids.bytes(content + 1));
    }

    @Test
    void allHeadsOfAnOwnerAreListedNewestFirstPageByPageAndEachIsFound() {
        Ledger.Holdings holdings = ledger().holdings();
        HeldHead one = head(1, 2, 4, 3);
        HeldHead two = head(1, 2, 4, 8);
        boolean oneIsHigher = one.witnessHash().compareTo(two.witnessHash()) > 0;
        List<HeldHead> all = List.of(
                head(1, 3, 1, 9), oneIsHigher ? one : two, oneIsHigher ? two : one, head(1, 2, 3, 2), head(1, 1, 9, 1));
        for (int i = all.size(); i > 0; i--) {
            holdings.saveHead(all.get(i - 1), TIME.plusSeconds(i));
        }
        holdings.saveHead(all.getLast(), TIME.plusSeconds(99));
        holdings.saveHead(head(2, 9, 9, 5), TIME);
        restart();
        List<HeldWitness> listed = new ArrayList<>(ledger().holdings().witnesses(Ids.owner(1), Optional.empty(), 2));
        while (listed.size() < all.size()) {
            Digest last = all.get(listed.size() - 1).witnessHash();
            List<HeldWitness> page = ledger().holdings().witnesses(Ids.owner(1), Optional.of(last), 2);
            assertTrue(!page.isEmpty() && page.size() <= 2);
            listed.addAll(page);
        }
        for (int i = 0; i < all.size(); i++) {
            HeldHead head = all.get(i);
            assertEquals(new HeldWitness(head.witness(), TIME.plusSeconds(i + 1), true), listed.get(i));
            assertEquals(Optional.of(head), ledger().holdings().head(Ids.owner(1), head.witnessHash()));
        }
        Digest oldest = all.getLast().witnessHash();
        assertEquals(List.of(), ledger().holdings().witnesses(Ids.owner(1), Optional.of(oldest), 2));
        assertEquals(List.of(), ledger().holdings().witnesses(Ids.owner(1), Optional.of(Ids.digest(77)), 2));
        assertEquals(Optional.empty(), ledger().holdings().head(Ids.owner(2), oldest));
        long bytes = one.head().length()
                + two.head().length()
                + head(1, 2, 3, 2).head().length();
        assertEquals(ByteCount.of(bytes), ledger().holdings().headBytes(Ids.owner(1), 2));
        assertEquals(ByteCount.ZERO, ledger().holdings().headBytes(Ids.owner(3), 2));
    }

    @Test
    void headsThatAreOlderThanEveryBlockByADayAreDroppedButTheTop() {
        Ledger.Holdings holdings = ledger().holdings();
        holdings.saveHead(head(1, 1, 1, 1), TIME.minus(Duration.ofDays(3)));
        holdings.saveHead(head(1, 1, 2, 2), TIME.minus(Duration.ofHours(23)));
        holdings.saveHead(head(1, 1, 3, 3), TIME.minus(Duration.ofDays(2)));
        holdings.saveHead(head(2, 1, 1, 4), TIME.minus(Duration.ofDays(3)));
        holdings.dropOutlivedHeads(Ids.owner(1));
        assertEquals(3, holdings.witnesses(Ids.owner(1), Optional.empty(), 9).size(), "nothing is held");
        holdings.add(held(1, 1, 10));
        holdings.dropOutlivedHeads(Ids.owner(1));
        restart();
        List<Bytes> left = ledger().holdings().witnesses(Ids.owner(1), Optional.empty(), 9).stream()
                .map(HeldWitness::witness)
                .toList();
        assertEquals(List.of(Ids.bytes(3), Ids.bytes(2)), left);
        assertEquals(
                1,
                ledger().holdings().witnesses(Ids.owner(2), Optional.empty(), 9).size());
    }

    @Test
    void snapshotsAreReplacedByIdAndListedByTime() {
        SnapshotRow late = snapshot(1, TIME.plusSeconds(5), Protection.NONE);
        SnapshotRow early = snapshot(2, TIME, Protection.PARTIAL);
        SnapshotRow changed = snapshot(1, TIME.plusSeconds(5), Protection.FULL);
        ledger().snapshots().save(late);
        ledger().snapshots().save(early);
        ledger().snapshots().save(changed);
        restart();
        assertEquals(List.of(early, changed), ledger().snapshots().all());
        assertEquals(Optional.of(changed), ledger().snapshots().find(changed.id()));
        ledger().snapshots().remove(changed.id());
        ledger().snapshots().remove(changed.id());
        assertEquals(List.of(early), ledger().snapshots().all());
        assertEquals(Optional.empty(), ledger().snapshots().find(changed.id()));
    }

    /** What is written about a snapshot that was forgotten meanwhile does not bring it back. */
    @Test
    void aSnapshotIsRewrittenIfItIsThere() {
        SnapshotRow row = snapshot(1, TIME, Protection.FULL);
        assertFalse(ledger().snapshots().rewrite(row.id(), Ids.bytes(9)));
        assertEquals(List.of(), ledger().snapshots().all());
        ledger().snapshots().save(row);
        assertTrue(ledger().snapshots().rewrite(row.id(), Ids.bytes(9)));
        restart();
        assertEquals(
                List.of(new SnapshotRow(row.id(), TIME, Protection.FULL, Ids.bytes(9))),
                ledger().snapshots().all());
    }

    private static SnapshotRow snapshot(int number, Instant time, Protection protection) {
        return new SnapshotRow(new SnapshotId(Ids.id16(number, 7)), time, protection, Ids.bytes(number));
    }

    @Test
    void eventsAreNumberedWithoutGapsAndChained() {
        Ledger.Events events = ledger().events();
        assertEquals(List.of(), events.after(0, 10));
        EventRow first = events.append(TIME, "NODE_STARTED", "", "äöü");
        EventRow second = events.append(TIME.minusSeconds(1), "PARTNER_MET", "subject", "");
        restart();
        EventRow third = ledger().events().append(TIME, "NODE_STARTED", "", "äöü");
        assertEquals(List.of(first, second, third), ledger().events().after(0, 10));
        assertEquals(List.of(second), ledger().events().after(1, 1));
        assertEquals(
                List.of(1L, 2L, 3L),
                LongStream.of(first.number(), second.number(), third.number())
                        .boxed()
                        .toList());
        Set<Digest> chains = Set.of(first.chain(), second.chain(), third.chain());
        assertEquals(3, chains.size());
        assertEquals(Optional.empty(), ledger().events().firstBroken());
    }

    @Test
    void eventsAboutSomebodyAreTheLatestOfTheirs() {
        Ledger.Events events = ledger().events();
        EventRow met = events.append(TIME, "PARTNER_MET", "ben", "");
        events.append(TIME, "PARTNER_MET", "cyd", "");
        events.append(TIME, "AUDIT_PROVED", "ben", "");
        EventRow late = events.append(TIME, "PARTNER_LATE", "ben", "");
        EventRow back = events.append(TIME, "PARTNER_BACK", "ben", "");
        assertEquals(List.of(met, late, back), events.about("ben", "AUDIT_PROVED", 10));
        assertEquals(List.of(late, back), events.about("ben", "AUDIT_PROVED", 2));
        assertEquals(List.of(), events.about("be", "", 10));
    }
}
