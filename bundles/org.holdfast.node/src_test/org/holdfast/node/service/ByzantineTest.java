// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.node.control.EventReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two of the six that have a segment's shards may be liars: one gives back other bytes, one another true block of the same
 * owner. They stand for any: what a shard is, is decided by the owner's keys alone.
 */
@Tag("R61")
@Tag("R54")
class ByzantineTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;
    private List<TestNode> liars;

    @BeforeEach
    void backUp() throws IOException {
        data = folder.resolve("data");
        for (int i = 0; i < 12; i++) {
            Data.random(data.resolve("file" + i), MEBIBYTE, i);
        }
        all = new TestConfederation(folder, 8);
        all.owner().set(Setting.SPARES, 1);
        all.start("3+3");
        owner = all.owner().source(data);
        assertEquals("FULL", owner.backup().state());
        liars = List.of(all.node(2), all.node(5));
        assertTrue(new Damage(liars.getFirst(), 1).payloads().blocks() > 0);
        swapBlocks(liars.getLast());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    /** Each block's file now has the content of the next one: signed, sealed, of this owner, and wrong. */
    private static void swapBlocks(TestNode liar) throws IOException {
        try (Stream<Path> walk = Files.walk(liar.home().resolve("holdings"))) {
            List<Path> files = walk.filter(file -> file.toString().endsWith(".blk"))
                    .sorted()
                    .toList();
            byte[] first = Files.readAllBytes(files.getFirst());
            for (int i = 0; i + 1 < files.size(); i++) {
                Files.write(files.get(i), Files.readAllBytes(files.get(i + 1)));
            }
            Files.write(files.getLast(), first);
            assertTrue(files.size() > 2 && !Arrays.equals(first, Files.readAllBytes(files.getFirst())));
        }
    }

    private void assertRestores(String to) {
        assertEquals(0, owner.restore(folder.resolve(to)).errors());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve(to), data)));
    }

    @Test
    void noWrongByteIsEverWritten() {
        assertRestores("first");
        assertRestores("second");
    }

    /** Two honest ones are left: only what is right is written, and what cannot be had is said. */
    @Test
    void whereTooFewAreHonestNothingIsWrittenInsteadOfSomethingWrong() throws IOException {
        Stream.of(1, 3, 4).forEach(number -> all.network.cut(all.node(number).port()));
        Path to = folder.resolve("back");
        assertTrue(owner.restore(to).errors() > 0);
        try (Stream<Path> walk =
                Files.exists(Data.restored(to, data)) ? Files.walk(Data.restored(to, data)) : Stream.of()) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Path original =
                        data.resolve(Data.restored(to, data).relativize(file).toString());
                assertEquals(-1, Files.mismatch(original, file), file + " is wrong");
            }
        }
    }

    /** Repair rebuilds from the honest ones, and what it seals anew is right. */
    @Test
    void whatIsRepairedBesideLiarsIsRight() {
        owner.set(Setting.SUSPECT_HOURS, 0.001);
        all.node(3).stop();
        Await.until("something was made anew", () -> {
            List<EventReport> events = new ArrayList<>();
            owner.control().events(0, false, events::add);
            return events.stream().anyMatch(each -> each.event().equals("REPAIRED"));
        });
        liars.forEach(liar -> all.network.cut(liar.port()));
        assertRestores("back");
    }
}
