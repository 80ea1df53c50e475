// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoredReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With 2+2 at four partners any two of them restore everything, and one alone says how much is missing. */
@Tag("R58")
class AnySetTest {
    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;

    @BeforeEach
    void backUp() {
        data = folder.resolve("data");
        Data.random(data.resolve("file"), 6_000_000, 1);
        all = new TestConfederation(folder, 5).start("2+2");
        assertEquals("FULL", all.owner().source(data).backup().state());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private void reach(Set<Integer> numbers) {
        for (int i = 1; i < 5; i++) {
            int port = all.node(i).port();
            if (numbers.contains(i)) {
                all.network.join(port);
            } else {
                all.network.cut(port);
            }
        }
        Set<OwnerId> wanted = numbers.stream().map(i -> all.node(i).owner()).collect(Collectors.toSet());
        Await.until(
                "links to " + numbers,
                () -> all.owner().node().network().linked().equals(wanted));
    }

    private static List<Set<Integer>> pairs() {
        return IntStream.range(0, 16)
                .filter(bits -> Integer.bitCount(bits) == 2)
                .mapToObj(bits -> IntStream.rangeClosed(1, 4)
                        .filter(i -> (bits >> (i - 1) & 1) == 1)
                        .boxed()
                        .collect(Collectors.toSet()))
                .toList();
    }

    @Test
    void everyTwoPartnersRestoreEverythingAndOneDoesNot() {
        assertEquals(6, pairs().size());
        for (Set<Integer> pair : pairs()) {
            reach(pair);
            Path to = folder.resolve("of" + pair);
            assertEquals(0, all.owner().restore(to).errors(), pair.toString());
            assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(to, data)), pair.toString());
        }
        reach(Set.of(3));
        RestoredReport few = all.owner().restore(folder.resolve("few"));
        assertEquals(1, few.errors());
        assertTrue(
                few.problems().getFirst().message().contains("Only 1 good shards"),
                few.problems().getFirst().message());
    }

    /** Elsewhere: nothing is heard there but what was typed in. */
    @Test
    void aBlankMachineElsewhereNeedsNoMoreThanTwoAddresses() {
        Set<Integer> pair = Set.of(2, 4);
        for (int i : List.of(1, 3)) {
            all.node(i).stop();
        }
        String seeds = pair.stream().map(i -> "127.0.0.1:" + all.node(i).port()).collect(Collectors.joining(","));
        TestNode blank = all.blank(seeds);
        RestoredReport back = blank.control()
                .recover(
                        new RecoverRequest(folder.resolve("back").toString(), List.of(), false, Optional.empty()),
                        progress -> {});
        assertEquals(0, back.errors(), back.problems().toString());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("back"), data)));
    }
}
