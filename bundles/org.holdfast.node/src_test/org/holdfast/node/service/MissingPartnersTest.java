// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.MissingReport;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoredReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Node 0 has 2+2 with four partners, of which too few are on line when it comes back; then more are. */
@Tag("R57")
@Tag("R58")
class MissingPartnersTest {
    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;

    @BeforeEach
    void backUp() {
        data = folder.resolve("data");
        Data.random(data.resolve("a"), 3_000_000, 1);
        Data.random(data.resolve("b"), 3_000_000, 2);
        all = new TestConfederation(folder, 5).start("2+2");
        assertEquals("FULL", all.owner().source(data).backup().state());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private RestoredReport recover(TestNode blank) {
        return blank.control()
                .recover(
                        new RecoverRequest(folder.resolve("back").toString(), List.of(), false, Optional.empty()),
                        progress -> {});
    }

    private static Set<String> names(MissingReport missing) {
        return missing.missing().stream().map(MissingReport.Missing::name).collect(Collectors.toSet());
    }

    @Test
    void itSaysWhoIsMissingAndHowManyAreNeededAndGoesOnWhenTheyAreBack() {
        for (int i = 2; i <= 4; i++) {
            all.node(i).stop();
        }
        TestNode blank = all.blank("127.0.0.1:" + all.node(1).port());
        assertEquals(Optional.empty(), blank.control().missing().head());
        assertEquals(
                ErrorCode.NOT_ENOUGH_SHARDS,
                assertThrows(HoldfastException.class, () -> recover(blank)).code());
        MissingReport missing = blank.control().missing();
        assertTrue(missing.head().isPresent());
        assertEquals(4, missing.partners());
        assertEquals(Set.of("node2", "node3", "node4"), names(missing));
        assertEquals(1, missing.needed());
        assertTrue(missing.incomplete() > 0 && missing.incomplete() == missing.segments(), missing.toString());
        assertEquals(
                List.of("127.0.0.1:" + all.node(3).port()),
                missing.missing().get(index(missing, "node3")).addresses());

        all.node(3).start();
        Await.until("it is dialled", () -> !names(blank.control().missing()).contains("node3"));
        RestoredReport report = recover(blank);
        assertEquals(0, report.errors(), report.problems().toString());
        assertEquals(0, blank.control().missing().needed());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("back"), data)));
    }

    private static int index(MissingReport missing, String name) {
        return missing.missing().stream()
                .map(MissingReport.Missing::name)
                .toList()
                .indexOf(name);
    }
}
