// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.holdfast.model.ErrorCode;
import org.holdfast.node.control.RestoredReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where fewer than m shards pass their checks, those that do not still hold nearly all of the data. */
@Tag("R40")
class LastResortTest {
    private static final int PARTNERS = 6;

    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void backUp() {
        data = folder.resolve("data");
        Data.random(data.resolve("large"), 6_000_000, 1);
        Data.random(data.resolve("small"), 20_000, 2);
        all = new TestConfederation(folder, 1 + PARTNERS).start("2+4");
        owner = all.owner();
        assertEquals("FULL", owner.source(data).backup().state());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private Damage at(int partner) {
        return new Damage(all.partners().get(partner), partner);
    }

    /** Does the same to all partners and answers how many blocks of data they hold. */
    private long each(BiConsumer<Damage, Integer> harm) {
        long blocks = 0;
        for (int partner = 0; partner < PARTNERS; partner++) {
            Damage damage = at(partner);
            harm.accept(damage, partner);
            blocks += damage.blocks();
        }
        return blocks;
    }

    private void assertRestored(String to, long corrected) {
        RestoredReport report = owner.restore(folder.resolve(to));
        assertEquals(List.of(), report.problems());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve(to), data)));
        assertTrue(corrected > 0, "nothing was damaged");
        assertEquals(corrected, report.correctedShards());
        assertEquals(corrected, report.badShards());
    }

    /** No payload is whole, and at no place are more than two damaged: only the code can tell what is right. */
    @Test
    void aBadSpotInEveryPayload() {
        long blocks = each((damage, partner) -> damage.spots(20 + 20 * (partner / 2)));
        assertRestored("by the code", blocks);
        each((damage, partner) -> damage.wholeHeaders());
        assertRestored("without a header that names the cipher", blocks);
    }

    /** The ledger knows the payloads' hashes, so with them no shard is in doubt: all of the redundancy may be gone. */
    @Test
    void everyHeaderAndSomePayloads() {
        long blocks = each((damage, partner) -> damage.headers());
        at(1).payloads();
        at(4).payloads();
        assertRestored("half the redundancy gone", blocks);
        at(0).payloads();
        at(2).payloads();
        assertRestored("all of it gone", blocks);
        at(3).payloads();
        assertNotRestored("more gone");
    }

    private void assertNotRestored(String to) {
        RestoredReport report = owner.restore(folder.resolve(to));
        assertEquals(2, report.errors());
        report.problems().forEach(problem -> assertEquals(ErrorCode.NOT_ENOUGH_SHARDS.name(), problem.code()));
        assertEquals(0, report.correctedShards());
        Path back = Data.restored(folder.resolve(to), data);
        assertFalse(Files.exists(back.resolve("large")));
        assertFalse(Files.exists(back.resolve("small")));
    }
}
