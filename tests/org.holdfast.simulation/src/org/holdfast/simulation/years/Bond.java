// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.budget.ReadRule;
import org.holdfast.core.health.DamageTally;
import org.holdfast.core.health.Health;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.ReadAccountRow;
import org.holdfast.core.repair.ShardStand;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;
import org.holdfast.simulation.World;
import org.holdfast.spi.audit.AuditedBlock;

/**
 * One direction of an agreement: what a holder keeps for an owner, and what the owner thinks of it. Something is there
 * under every agreement; the one codeword that is watched may be elsewhere.
 */
final class Bond {
    /** All that one owner has at one partner: 10 GiB. */
    static final int BLOCKS = 10_000;

    static final int BLOCK_BYTES = 1 << 20;
    static final int PIECES_A_BLOCK = BLOCK_BYTES / 4096;
    static final int PIECES = BLOCKS * PIECES_A_BLOCK;
    static final ByteCount STORED = ByteCount.of((long) BLOCKS * BLOCK_BYTES);
    static final List<AuditedBlock> CATALOGUE = catalogue();
    static final SegmentId SEGMENT = new SegmentId(Id16.of(new byte[Id16.BYTES]));
    private static final AgreementId AGREEMENT = new AgreementId(Id16.of(new byte[Id16.BYTES]));
    private static final Digest NO_DIGEST = new Digest(Id32.ZERO);

    final Machine owner;
    final Machine holder;
    /** When it was agreed, in milliseconds since the beginning. */
    final long since;

    Health health;
    DamageTally tally = DamageTally.NONE;
    /** Of the codeword; empty as long as nothing of it is here. */
    Optional<PlacementRow> placed = Optional.empty();

    /** The position that is on its way here, while {@link #arriving}. */
    int wanted;

    boolean arriving;
    /** Pieces that are not as they were stored. */
    int missing;
    /** When that began. */
    long missingSince;
    /** Whether the owner knows that something is missing. */
    boolean known;

    long looked;
    /** When the owner last had an answer. */
    long answered;

    boolean over;
    /** What the owner has read, as the holder reckons. */
    private ReadAccountRow account;

    Bond(Machine owner, Machine holder, long since, Health health) {
        this.owner = owner;
        this.holder = holder;
        this.since = since;
        this.health = health;
        this.looked = since;
        this.answered = since;
        this.account = blank(since);
    }

    private static ReadAccountRow blank(long now) {
        return ReadRule.fresh(AGREEMENT, STORED.value(), now, 1);
    }

    private static List<AuditedBlock> catalogue() {
        List<AuditedBlock> all = new ArrayList<>(BLOCKS);
        for (int number = 1; number <= BLOCKS; number++) {
            all.add(new AuditedBlock(block(number), number, 1, BLOCK_BYTES));
        }
        return List.copyOf(all);
    }

    private static BlockId block(int number) {
        byte[] id = new byte[Id16.BYTES];
        id[0] = (byte) (number >> 8);
        id[1] = (byte) number;
        return new BlockId(Id16.of(id));
    }

    void place(int position) {
        placed = Optional.of(new PlacementRow(
                SEGMENT,
                position,
                new OwnerId(Id32.ZERO),
                AGREEMENT,
                block(position),
                1,
                NO_DIGEST,
                NO_DIGEST,
                BLOCK_BYTES,
                PlacementState.ACKED,
                Bytes.of(new byte[0])));
    }

    /** Nothing of the codeword is here any more, and the owner knows. */
    void clear() {
        placed = Optional.empty();
    }

    /** Whether the holder would give all back now, at so many whole sets a year; 0: as often as is wished. */
    boolean givesBack(int yearly, long now) {
        if (yearly == 0) {
            return true;
        }
        var grant = new ReadRule.Grant(yearly, 0);
        account = ReadRule.reckoned(account, grant, STORED.value(), now);
        return ReadRule.left(account, grant) >= STORED.value();
    }

    /** How much of the budget is used up. */
    long spent() {
        return account.spent();
    }

    /** All is read once. To be called only if it {@link #givesBack}. */
    void read(int yearly) {
        if (yearly > 0) {
            var paid = ReadRule.charge(account, new ReadRule.Grant(yearly, 0), STORED.value());
            account = ((ReadRule.Verdict.Paid) paid).after();
        }
    }

    /** A holder that comes back blank says so, and is given all anew; it knows of nothing that was read. */
    void beginAnew(long now) {
        account = blank(now);
        placed = Optional.empty();
        missing = 0;
        known = false;
    }

    void lose(int pieces, long now) {
        if (missing == 0) {
            missingSince = now;
        }
        missing = Math.min(PIECES, missing + pieces);
    }

    int position() {
        return placed.map(PlacementRow::position).orElse(-1);
    }

    /** Whether the owner would get this shard, whatever it thinks; one piece in a hundred may be bad. */
    boolean isGood() {
        return placed.isPresent() && isKept();
    }

    /** Whether the share is there, full or still free. */
    boolean isKept() {
        return !over && missing < PIECES / 100;
    }

    /** As the owner sees it. */
    ShardStand stand() {
        if (over || health.state().isGone() || known && missing >= PIECES) {
            return ShardStand.GONE;
        }
        if (!health.state().counts()) {
            return ShardStand.AWAY;
        }
        return health.state().isSound() ? ShardStand.SAFE : ShardStand.DOUBTFUL;
    }

    boolean isFree() {
        return !over && placed.isEmpty() && !arriving;
    }

    static Instant at(long now) {
        return World.BEGINNING.plusMillis(now);
    }
}
