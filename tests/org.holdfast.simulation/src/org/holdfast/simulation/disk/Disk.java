// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.head.Witness;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.SegmentId;
import org.holdfast.simulation.World;

/** Everything of one machine that a crash leaves. */
public final class Disk {
    public final Faults faults;
    public final MemoryLedger ledger;
    public final MemoryBlockStore holdings;
    private final Map<BlockId, Spooled> spool = new TreeMap<>();
    /** What the owner wants to have back: the data of its segments. */
    private final Map<SegmentId, Bytes> sources = new TreeMap<>();

    private final List<Witness> witnesses = new ArrayList<>();
    private Bytes head = Bytes.EMPTY;
    private Roster roster;

    /** A block that was built and is to be delivered. */
    public record Spooled(BlockHeader header, Bytes payload) {}

    public Disk(World world, ByteCount capacity, Roster roster) {
        this.faults = new Faults(world);
        this.ledger = new MemoryLedger(faults);
        this.holdings = new MemoryBlockStore(faults, capacity);
        this.roster = roster;
    }

    public void spool(Spooled block) {
        faults.change("spool a block", () -> spool.put(block.header().block(), block));
    }

    public Optional<Spooled> spooled(BlockId block) {
        return Optional.ofNullable(spool.get(block));
    }

    public void unspool(BlockId block) {
        faults.change("unspool a block", () -> spool.remove(block));
    }

    public void keepSource(SegmentId segment, Bytes data) {
        sources.put(segment, data);
    }

    public Map<SegmentId, Bytes> sources() {
        return sources;
    }

    public Roster roster() {
        return roster;
    }

    /** An admin puts it there; nothing of this machine is at work. */
    public void installRoster(Roster newer) {
        roster = newer;
    }

    public void saveRoster(Roster newer) {
        faults.change("save the roster", () -> roster = newer);
    }

    /** All witnesses that this machine made, oldest first. */
    public List<Witness> witnesses() {
        return witnesses;
    }

    /** The sealed head of the last witness. */
    public Bytes head() {
        return head;
    }

    public void addWitness(Witness witness, Bytes sealed) {
        faults.change("add a witness", () -> {
            witnesses.add(witness);
            head = sealed;
        });
    }
}
