// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.FormatSet;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;
import org.holdfast.model.SnapshotId;

/**
 * The node's durable record. Every method is one transaction: when it returns, what it wrote survives a crash and a
 * power cut. Thread-safe. Losing it costs time, not data: it is rebuilt from partners and block headers.
 */
public interface Ledger extends AutoCloseable {
    Settings settings();

    Peers peers();

    Agreements agreements();

    Segments segments();

    Holdings holdings();

    Snapshots snapshots();

    Track track();

    Healths healths();

    Damages damages();

    ReadAccounts readAccounts();

    Events events();

    Audits audits();

    Notices notices();

    @Override
    void close();

    /** Small named values and counters. */
    interface Settings {
        Optional<Bytes> get(String key);

        void put(String key, Bytes value);

        void remove(String key);

        /** The next value of a counter that starts at 1; never the same twice, not even after a crash. */
        long next(String counter);

        /** Lifts a counter so that {@link #next} answers more than {@code floor}; never lowers it. */
        void raise(String counter, long floor);
    }

    /** Every node that was ever proved to be who it says. */
    interface Peers {
        void save(PeerRow row);

        /** Notes when one was last seen; nothing happens if it is not known. */
        void seen(OwnerId id, Instant time);

        Optional<PeerRow> find(OwnerId id);

        List<PeerRow> all();
    }

    /** Agreements of every phase. */
    interface Agreements {
        /** Inserts or replaces by agreement id. */
        void save(AgreementRow row);

        Optional<AgreementRow> find(AgreementId id);

        List<AgreementRow> all();
    }

    /** The owner's segments and where their shards lie. */
    interface Segments {
        /**
         * A new segment with all its blocks, before the first byte of any is sent.
         *
         * @throws org.holdfast.model.HoldfastException CONFLICT if it, or one of the blocks, is known already; then
         *     nothing is stored
         */
        void begin(SegmentRow segment, List<PlacementRow> placements);

        /**
         * Inserts or merges what was learnt from partners (recovery); never weakens ACKED nor drops a receipt, and
         * changes the state only of a segment that is BUILDING.
         */
        void adopt(SegmentRow segment, List<PlacementRow> placements);

        void mark(SegmentId id, SegmentState state);

        /** The block is delivered, with the holder's signed receipt. Idempotent. */
        void acknowledge(BlockId block, Bytes receipt);

        /** The block lies durably in the spool (SPOOLED) or is known to be gone (LOST); never lowers ACKED to SPOOLED. */
        void mark(BlockId block, PlacementState state);

        Optional<SegmentRow> find(SegmentId id);

        Optional<PlacementRow> find(BlockId block);

        /** By position, ascending. */
        List<PlacementRow> placements(SegmentId id);

        List<SegmentRow> inState(SegmentState state);

        /** All of one partner's blocks in a state, oldest first. */
        List<PlacementRow> placements(OwnerId partner, PlacementState state);

        /**
         * Of all PLACED segments: how many have fewer than all receipts, and so on. A position counts once, however
         * many partners acknowledged it. Takes no longer when there are many.
         */
        Receipts receipts();

        /**
         * What any PLACED segment can spare, of the one that can spare least: 1 if one more shard, or more, may be lost of
         * each; 0 if one has just m receipts; -1 if one has fewer. Of a code that wants more than any m shards, all of them
         * stand for all that it can spare. Takes as long as there are segments without all receipts, and blocks under the
         * agreements that are left out.
         *
         * @param without agreements under which nothing counts, and whose they are
         */
        int spare(Map<AgreementId, OwnerId> without);

        /** The bytes of all shards of the PLACED segments, by the formats that reading them takes. */
        Map<FormatSet, ByteCount> inUse();

        /**
         * Blocks of PLACED segments that lie with a partner under an agreement or wait for it (ACKED, SPOOLED), oldest
         * first, at most {@code limit}.
         */
        List<PlacementRow> standing(OwnerId partner, AgreementId agreement, int limit);

        /** The same, of those that come after this block; none if the ledger does not know it. */
        List<PlacementRow> standing(OwnerId partner, AgreementId agreement, BlockId after, int limit);

        /**
         * What may come to stand there yet while somebody writes: blocks of BUILDING segments that are not LOST, and of
         * PLACED ones those that are BUILT.
         */
        Sum unfinished(OwnerId partner, AgreementId agreement);

        /** How many stand there, and the bytes of their payloads. */
        Sum standing(OwnerId partner, AgreementId agreement);

        /**
         * PLACED segments of which a position has no receipt of anybody, oldest first, at most {@code limit}; those behind
         * {@code after} if given. Takes no longer when there are many others.
         */
        List<SegmentRow> wanting(Optional<SegmentId> after, int limit);

        /** Payload bytes that lie at, or are meant for, a partner: of all its blocks that are not LOST. */
        ByteCount bytesAt(OwnerId partner);

        /**
         * Blocks that lie, or may lie, with a partner under an agreement and that nothing needs any more: all of ABANDONED
         * and DROPPED segments, and LOST ones of PLACED segments whose shard another partner has acknowledged. Not those
         * that are RELEASED.
         */
        List<PlacementRow> needless(OwnerId partner, AgreementId agreement, int limit);

        /** The partner will free the block, not before this time of its clock: it is RELEASED. */
        void release(BlockId block, Instant due);

        /** Blocks of a partner that should be freed by now, earliest first. */
        List<PlacementRow> releasedUntil(OwnerId partner, AgreementId agreement, Instant due, int limit);

        /** What is RELEASED and not known to be freed. */
        Sum released();

        /** The partner does not have the block any more; with its last block a segment that nothing needs goes, too. */
        void freed(BlockId block);
    }

    /** Of some blocks. */
    record Sum(long blocks, ByteCount bytes) {
        public static final Sum NOTHING = new Sum(0, ByteCount.ZERO);
    }

    /**
     * How well the PLACED segments are received.
     *
     * @param segments how many there are
     * @param full with all n receipts
     * @param protectedOrBetter with at least m + ⌈k/2⌉
     */
    record Receipts(long segments, long full, long protectedOrBetter) {}

    /** Blocks, heads and witnesses kept for others. */
    interface Holdings {
        void add(HeldRow row);

        Optional<HeldRow> find(AgreementId agreement, BlockId block);

        /** In ascending order of block id, those after {@code after} if given, at most {@code limit}. */
        List<HeldRow> list(AgreementId agreement, Optional<BlockId> after, int limit);

        /** Removes the row and its release, both or none; nothing happens if there is none. */
        void remove(AgreementId agreement, BlockId block);

        ByteCount bytes(AgreementId agreement);

        ByteCount totalBytes();

        /** Keeps a head with its witness; earlier ones of the same owner stay. Again, it keeps the first time. */
        void saveHead(HeldHead head, Instant storedAt);

        /** The one with the highest (device epoch, sequence). */
        Optional<HeldHead> topHead(OwnerId owner);

        /** The one with this witness. */
        Optional<HeldHead> head(OwnerId owner, Digest witness);

        /**
         * An owner's witnesses, the top first, then downwards: of two with the same epoch and sequence, a fork, the one
         * with the higher hash first.
         *
         * @param after only those behind this one; none if it is not here
         */
        List<HeldWitness> witnesses(OwnerId owner, Optional<Digest> after, int limit);

        /** Bytes of the heads that one device of an owner has left here. */
        ByteCount headBytes(OwnerId owner, int deviceEpoch);

        /**
         * Drops an owner's superseded heads that were stored more than a day before the oldest block of it that is held:
         * whatever they refer to here is gone. Without a block nothing is dropped.
         */
        void dropOutlivedHeads(OwnerId owner);

        /** What of it is on its way out. */
        Releases releases();
    }

    /** Blocks kept for others that their owners have released. */
    interface Releases {
        /** Inserts or replaces, all or none. */
        void save(List<ReleaseRow> rows);

        Optional<ReleaseRow> find(AgreementId agreement, BlockId block);

        /** The releases that are due at a time of the lock clock or before, earliest first, at most {@code limit}. */
        List<ReleaseRow> due(Instant time, int limit);

        /** What an owner asked for at this time or later. */
        Sum since(OwnerId owner, Instant asked);

        /** What an owner asked for at this time or later is due no sooner than this long after it was asked for. */
        void delay(OwnerId owner, Instant asked, Duration delay);

        /** All of an owner. */
        Sum of(OwnerId owner);

        /** Of whom there are any, with the lowest device epoch that asked. */
        Map<OwnerId, Integer> owners();

        /** The block is kept after all; nothing happens if it is not released. */
        void withdraw(AgreementId agreement, BlockId block);

        /** Ends all of an owner that a device below this epoch asked for; what they were. */
        Sum end(OwnerId owner, int belowEpoch);
    }

    /** The owner's snapshots, newest last. */
    interface Snapshots {
        void save(SnapshotRow row);

        /** Gives a snapshot that is there another record, and leaves all else as it is. @return false if it is not there */
        boolean rewrite(SnapshotId id, Bytes record);

        Optional<SnapshotRow> find(SnapshotId id);

        List<SnapshotRow> all();

        void remove(SnapshotId id);
    }

    /** Who kept its word: what this node saw itself, what members signed, and the agreements that these name. */
    interface Track {
        /** Adds to what was seen of a subject on that day; reneged stays true once it is. */
        void note(SeenRow more);

        /** What was seen of a subject from a day on, by day. */
        List<SeenRow> seen(OwnerId subject, long fromDay);

        /**
         * Keeps an observation in the place of the reporter's earlier one on the subject, and within bounds. Where all
         * places are taken, the reporter that has most of them gives up its oldest.
         *
         * @return false, and nothing changed, if the reporter's sequence is not above that of what it would replace, is
         *     used already, or the reporter or subject has as many as it may
         */
        boolean keep(ObservationRow row, Bounds bounds);

        /** The newest of each reporter on a subject, by reporter. */
        List<ObservationRow> about(OwnerId subject);

        /** Those of a reporter behind a sequence, by sequence, at most {@code limit}. */
        List<ObservationRow> from(OwnerId reporter, long after, int limit);

        /** How far each reporter is known, by reporter. */
        List<Reported> reporters();

        /** An agreement that observations name, encoded with the certificates that it is signed under. */
        void saveProof(Digest agreement, Bytes proof);

        Optional<Bytes> proof(Digest agreement);

        /** Drops days before this one, observations that ended before it, and proofs that none names any longer. */
        void forget(long beforeDay);
    }

    /** How partners are, by agreement. */
    interface Healths {
        /** Inserts or replaces by agreement. */
        void save(HealthRow row);

        Optional<HealthRow> find(AgreementId agreement);

        /** By agreement id. */
        List<HealthRow> all();
    }

    /** Blocks kept for others that are damaged. */
    interface Damages extends KnownDamage {
        /** Again it does nothing. */
        void add(DamageRow row);

        /** Its owner knows; nothing happens if there is no such row. */
        void told(AgreementId agreement, BlockId block);

        /** The block is whole again, or not kept any more; nothing happens if there is no such row. */
        void remove(AgreementId agreement, BlockId block);

        /** Those whose owners do not know yet, by agreement and block, at most {@code limit}. */
        List<DamageRow> untold(AgreementId agreement, int limit);
    }

    /** How many observations are kept: of one reporter, on one subject, from how many reporters, and in all. */
    record Bounds(int perReporter, int perSubject, int reporters, int total) {}

    /** @param sequence the highest of the reporter @param count observations of it that are kept */
    record Reported(OwnerId reporter, long sequence, int count) {}

    /** How much owners have read of what is kept for them, by agreement. */
    interface ReadAccounts {
        Optional<ReadAccountRow> find(AgreementId agreement);

        /** Inserts or replaces. */
        void save(ReadAccountRow row);
    }

    /** The audit log: append-only, hash-chained. */
    interface Events {
        EventRow append(Instant time, String type, String subject, String text);

        /** In order, those with a higher number than {@code after}, at most {@code limit}. */
        List<EventRow> after(long after, int limit);

        /** In order, the last {@code limit} about a subject that are of any type but one. */
        List<EventRow> about(String subject, String butType, int limit);

        /** Recomputes the chain; the number of the first row that does not fit, if any. */
        Optional<Long> firstBroken();
    }
}
