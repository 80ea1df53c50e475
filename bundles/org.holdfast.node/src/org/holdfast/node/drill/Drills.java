// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.drill;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.holdfast.core.content.Compositions;
import org.holdfast.core.drill.DrillRecord;
import org.holdfast.core.drill.ProvenPatterns;
import org.holdfast.core.drill.ShardGroup;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.KeyRing;
import org.holdfast.format.Signer;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.restore.Browser;
import org.holdfast.node.restore.ChunkReader;
import org.holdfast.node.restore.OpenSegments;
import org.holdfast.node.restore.RestoreTally;
import org.holdfast.node.restore.SegmentFetch;
import org.holdfast.node.work.Lender;

/** Makes one drill or verification: reads, judges, signs, keeps. One at a time. */
public final class Drills implements AutoCloseable {
    /** One segment is open at a time, so that a drill takes little memory: any is larger than this room. */
    private static final ByteCount ROOM = ByteCount.of(1);

    private final Parts parts;
    private final DrillBook book;
    private final Findings findings = new Findings();
    private final RestoreTally tally = new RestoreTally();
    private final Instant started;
    private final SubsetLoader loader;
    private final OpenSegments segments;
    private final Proving proving;

    /**
     * @param fetches makes what fetches segments; its second part hears of damaged blocks
     * @param reading what browses; closed with this
     * @param compositions tells which chunks need others
     * @param browsing reads directories from the own disk where they are there, and its chunks
     */
    public record Parts(
            OwnerId self,
            Signer device,
            Ledger ledger,
            ChunkIndex index,
            KeyRing keys,
            Lender lender,
            Fetches fetches,
            Reading reading,
            Browser browsing,
            ChunkReader lists,
            Compositions compositions,
            NodeClock clock,
            RandomGenerator random) {}

    /** What browses; to be closed. */
    @FunctionalInterface
    public interface Reading extends AutoCloseable {
        @Override
        void close();
    }

    /** Makes what fetches segments from partners. */
    @FunctionalInterface
    public interface Fetches {
        SegmentFetch make(RestoreTally tally, Consumer<PlacementRow> damaged);
    }

    /**
     * @param left what may be read at each partner that can be reached, in bytes
     * @param bytes what may be read of whole segments
     */
    public Drills(Parts parts, Map<AgreementId, Long> left, long bytes) {
        this.parts = parts;
        this.book = new DrillBook(parts.ledger());
        this.started = now();
        Allowance allowance = new Allowance(left, bytes);
        ProvenPatterns proven = book.patterns();
        this.loader = new SubsetLoader(
                parts.fetches().make(tally, findings::damaged), parts.lender(), allowance, proven, parts.random());
        this.segments = new OpenSegments(loader, parts.keys(), parts.lender(), ROOM);
        ChunkReader drilled =
                new ChunkReader(parts.index(), segments, parts.keys().dedup(), parts.lender());
        this.proving = new Proving(
                new Proving.Parts(
                        parts.ledger(),
                        loader,
                        allowance,
                        segments,
                        drilled,
                        parts.browsing(),
                        parts.lists(),
                        parts.clock()),
                findings,
                proven);
    }

    public void drill(List<Snapshot> snapshots) {
        new DrillRun(proving, parts.random()).run(snapshots);
    }

    /** @param percent of the stored segments that are read from partners, besides all that is known of them here */
    public void verify(List<Snapshot> snapshots, double percent) {
        new VerifyRun(proving, parts.index(), parts.compositions(), parts.lender(), parts.random())
                .run(snapshots, percent);
    }

    /** It could not be ended, or could not begin. */
    public void undecided(String why) {
        findings.undecided(why);
    }

    /** How far it is, in files, bytes compared, bytes fetched. */
    public Supplier<long[]> meter() {
        return () -> new long[] {findings.files, findings.bytes, tally.fetchedBytes()};
    }

    /** Signs and keeps what was found. */
    public DrillBook.Kept report(DrillRecord.Kind kind) {
        book.keep(proving.proven());
        Set<ShardGroup> groups = groups();
        DrillRecord record = new DrillRecord(
                kind,
                findings.verdict(),
                parts.self(),
                book.nextNumber(),
                started,
                now(),
                findings.files,
                findings.segments,
                findings.bytes,
                tally.fetchedBytes(),
                findings.damagedBlocks(),
                findings.undecidedSegments(),
                groups.size(),
                groups.isEmpty()
                        ? new ProvenPatterns.Tally(0, BigInteger.ZERO)
                        : proving.proven().tally(groups),
                findings.detail());
        DrillBook.Kept kept = new DrillBook.Kept(record, record.signed(parts.device()));
        book.keep(kept.record(), kept.signed());
        return kept;
    }

    /** As it is written: in milliseconds. */
    private Instant now() {
        return parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** With whom segments lie at present. */
    private Set<ShardGroup> groups() {
        Set<ShardGroup> groups = new HashSet<>();
        for (SegmentRow row : parts.ledger().segments().inState(SegmentState.PLACED)) {
            Set<OwnerId> partners = parts.ledger().segments().placements(row.id()).stream()
                    .filter(place -> place.state() == PlacementState.ACKED)
                    .map(PlacementRow::partner)
                    .collect(Collectors.toSet());
            int need = SubsetLoader.need(parts.lender(), row);
            if (partners.size() >= need) {
                groups.add(ShardGroup.of(partners, need));
            }
        }
        return groups;
    }

    /** Has it end soon; from any thread, without waiting. */
    public void end() {
        loader.end();
    }

    @Override
    public void close() {
        loader.end();
        segments.close();
        parts.reading().close();
    }
}
