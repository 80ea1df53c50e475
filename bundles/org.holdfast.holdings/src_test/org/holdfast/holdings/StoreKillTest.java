// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.holdfast.core.port.BlockStore.Reading;
import org.holdfast.core.port.BlockStore.Stored;
import org.holdfast.model.ByteCount;
import org.holdfast.testkit.process.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that stores is killed; every block that it had acknowledged is whole, and nothing half-written is left. */
class StoreKillTest {
    private static final int ROUNDS = 3;
    private static final long NUMBERS_PER_ROUND = 1_000_000;

    @TempDir
    private Path home;

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(4711);
        List<Long> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(killed(round * NUMBERS_PER_ROUND, random.nextInt(1, 150)));
            check(acknowledged);
        }
    }

    private List<Long> killed(long first, int after) throws IOException, InterruptedException {
        List<String> arguments = List.of(home.toString(), Long.toString(first));
        List<String> lines = new ArrayList<>();
        try (ChildJvm victim = ChildJvm.start(StoreVictim.class, StoreVictim.NEEDS, arguments)) {
            while (lines.size() < after) {
                lines.add(victim.line().orElseThrow());
            }
            lines.addAll(victim.kill());
        }
        // The last line may have been cut short in the pipe.
        return lines.stream()
                .filter(line -> line.endsWith(" ."))
                .map(line -> Long.parseLong(line.substring(0, line.length() - 2)))
                .toList();
    }

    private void check(List<Long> acknowledged) throws IOException {
        FileBlockStore store = FileBlockStore.open(home, ByteCount.ZERO);
        for (long number : acknowledged) {
            try (Reading reading = store.open(StoreVictim.AGREEMENT, StoreVictim.block(number))
                    .orElseThrow(() -> new AssertionError("lost: " + number))) {
                assertWhole(number, reading);
            }
        }
        try (Stream<Stored> list = store.list();
                Stream<Path> files = Files.walk(home).filter(Files::isRegularFile)) {
            List<Stored> listed = list.toList();
            assertEquals(listed.size(), files.count(), "only whole blocks are left");
            // One that was not acknowledged may be there, but then it is whole, too.
            for (Stored stored : listed) {
                try (Reading reading =
                        store.open(stored.agreement(), stored.block()).orElseThrow()) {
                    assertWhole(stored.block().value().lo(), reading);
                }
            }
        }
    }

    private static void assertWhole(long number, Reading reading) {
        ByteBuffer content = ByteBuffer.allocate((int) reading.length().value());
        reading.read(0, content);
        assertArrayEquals(StoreVictim.content(number), content.array(), "block " + number);
    }
}
