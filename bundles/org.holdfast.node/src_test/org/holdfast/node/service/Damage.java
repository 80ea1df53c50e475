// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.holdfast.format.block.BlockFile;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.BlockClass;

/** What a failing disk does to the blocks of data that a node holds for others; the node runs and does not notice. */
final class Damage {
    private final TestNode holder;
    private final SplittableRandom random;
    private long blocks;

    Damage(TestNode holder, long seed) {
        this.holder = holder;
        this.random = new SplittableRandom(seed);
    }

    /** How many blocks were damaged so far, a block that was damaged twice counting twice. */
    long blocks() {
        return blocks;
    }

    /** Spoils the owner's MAC in every header. */
    Damage headers() {
        return spoil((begin, length) -> new Spot(270, 8));
    }

    /** Overwrites every header with random bytes; comes last, because after it nobody knows what the block is. */
    Damage wholeHeaders() {
        return spoil((begin, length) -> new Spot(0, BlockHeader.BYTES));
    }

    /** Overwrites every payload. */
    Damage payloads() {
        return spoil(Spot::new);
    }

    /** Spoils some bytes of every payload, {@code share} parts in a hundred behind its start. */
    Damage spots(int share) {
        return spoil((begin, length) -> new Spot(begin + length / 100 * share, 500));
    }

    private record Spot(int offset, int length) {}

    private interface Place {
        Spot in(int payloadBegin, int payloadLength);
    }

    private Damage spoil(Place place) {
        try (Stream<Path> all = Files.walk(holder.home().resolve("holdings"))) {
            List<Path> files =
                    all.filter(file -> file.toString().endsWith(".blk")).toList();
            for (Path file : files) {
                spoil(file, place);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    private void spoil(Path file, Place place) throws IOException {
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer start = ByteBuffer.allocate(BlockHeader.BYTES);
            open.read(start, 0);
            BlockHeader header = BlockHeader.read(start.flip());
            if (header.blockClass() != BlockClass.DATA) {
                return;
            }
            Spot spot = place.in(new BlockFile(header).payloadOffset(), header.payloadLength());
            byte[] garbage = new byte[spot.length()];
            random.nextBytes(garbage);
            open.write(ByteBuffer.wrap(garbage), spot.offset());
            blocks++;
        }
    }
}
