// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.holdfast.core.port.BlockStore;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.simulation.World;

/** Block files in memory. */
public final class MemoryBlockStore implements BlockStore {
    private static final int SECTOR = 512;

    private final Faults faults;
    private final long capacity;
    private long occupied;
    private final Map<Name, byte[]> files = new ConcurrentSkipListMap<>(); // the contract lets many write

    private record Name(AgreementId agreement, BlockId block) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            int order = agreement.compareTo(other.agreement);
            return order != 0 ? order : block.compareTo(other.block);
        }
    }

    public MemoryBlockStore(Faults faults, ByteCount capacity) {
        this.faults = faults;
        this.capacity = capacity.value();
    }

    @Override
    public Receiving begin(AgreementId agreement, BlockId block, ByteCount bytes) {
        if (usable().compareTo(bytes) < 0) {
            throw new HoldfastException(ErrorCode.NO_SPACE, block.toString(), "the disk is full", true, null);
        }
        return new Incoming(new Name(agreement, block), bytes.value());
    }

    @Override
    public Optional<Reading> open(AgreementId agreement, BlockId block) {
        return Optional.ofNullable(files.get(new Name(agreement, block))).map(Open::new);
    }

    @Override
    public void delete(AgreementId agreement, BlockId block) {
        faults.change("delete a block", () -> files.remove(new Name(agreement, block)));
    }

    @Override
    public Stream<Stored> list() {
        return new ArrayList<>(files.entrySet())
                .stream()
                        .map(each -> new Stored(
                                each.getKey().agreement, each.getKey().block, ByteCount.of(each.getValue().length)));
    }

    /** The machine's people keep so many bytes of their own on this disk. */
    public void occupy(ByteCount others) {
        occupied = others.value();
    }

    /**
     * The current fails, and a disk that said "written" had not: of the files, each of which was committed, a share is gone
     * or torn, so that behind a boundary of 512 bytes there are zeros. An honest disk does no such thing.
     *
     * @return how many are not as they were
     */
    public int betray(World world, double share) {
        int hurt = 0;
        for (Map.Entry<Name, byte[]> each : new ArrayList<>(files.entrySet())) {
            if (world.chance(share)) {
                hurt++;
                byte[] file = each.getValue();
                int kept = SECTOR * world.random().nextInt((file.length + SECTOR - 1) / SECTOR);
                if (world.chance(0.5)) {
                    files.remove(each.getKey());
                } else {
                    Arrays.fill(file, kept, file.length, (byte) 0);
                }
            }
        }
        return hurt;
    }

    @Override
    public ByteCount shortage() {
        return ByteCount.of(Math.max(0, used() - capacity));
    }

    @Override
    public ByteCount usable() {
        return ByteCount.of(Math.max(0, capacity - used()));
    }

    private long used() {
        return occupied + files.values().stream().mapToLong(file -> file.length).sum();
    }

    /** The file's bytes themselves: for whoever checks them, or spoils them. */
    public Map<BlockId, byte[]> raw(AgreementId agreement) {
        Map<BlockId, byte[]> raw = new TreeMap<>();
        files.forEach((name, bytes) -> {
            if (name.agreement.equals(agreement)) {
                raw.put(name.block, bytes);
            }
        });
        return raw;
    }

    /** In no file's way until it is committed, and gone with its machine. */
    private final class Incoming implements Receiving {
        private final Name name;
        private final long expected;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean over;

        Incoming(Name name, long expected) {
            this.name = name;
            this.expected = expected;
        }

        @Override
        public void write(ByteBuffer more) {
            requireOpen();
            if (bytes.size() + more.remaining() > expected) {
                throw new IllegalArgumentException("more bytes than the " + expected + " that were announced");
            }
            byte[] copy = new byte[more.remaining()];
            more.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public void commit() {
            requireOpen();
            if (bytes.size() != expected) {
                throw new IllegalStateException(bytes.size() + " bytes written where " + expected + " were announced");
            }
            faults.change("commit a block", () -> files.put(name, bytes.toByteArray()));
            over = true;
        }

        private void requireOpen() {
            if (over) {
                throw new IllegalStateException("it is committed already");
            }
        }

        @Override
        public void close() {
            bytes.reset();
        }
    }

    private record Open(byte[] bytes) implements Reading {
        @Override
        public ByteCount length() {
            return ByteCount.of(bytes.length);
        }

        @Override
        public void read(long offset, ByteBuffer into) {
            int start = (int) Math.min(offset, bytes.length);
            into.put(bytes, start, Math.min(into.remaining(), bytes.length - start));
        }

        @Override
        public void close() {
            // memory
        }
    }
}
