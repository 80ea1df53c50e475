// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.holdfast.cli.Home;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Bit rot on purpose: flips one byte in some of the blocks that a node keeps for others. */
final class Damage {
    private Damage() {}

    /** @return how many blocks were damaged */
    static int inflict(Home home, double fraction, long seed) {
        try {
            List<Path> blocks = blocks(home.path().resolve("holdings"));
            Random random = new Random(seed);
            Collections.shuffle(blocks, random);
            int count = Math.min(blocks.size(), Math.max(1, (int) (fraction * blocks.size())));
            for (Path block : blocks.subList(0, count)) {
                flip(block, random);
            }
            return count;
        } catch (IOException | UncheckedIOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, home.path().toString(), "Cannot damage blocks: " + e.getMessage(), e);
        }
    }

    private static List<Path> blocks(Path holdings) throws IOException {
        try (Stream<Path> files = Files.walk(holdings)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".blk"))
                    .sorted()
                    .toList());
        }
    }

    private static void flip(Path block, Random random) throws IOException {
        try (FileChannel file = FileChannel.open(block, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long position = random.nextLong(file.size());
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, position);
            one.put(0, (byte) ~one.get(0)).flip();
            file.write(one, position);
        }
    }
}
