// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nine machines; one has a bad disk, or dies. Nobody says a word, and within two minutes all is as safe as before. */
@Tag("R2")
@Tag("R52")
@Tag("R59")
class RepairIT {
    private static final int NODES = 9;
    private static final int FILE_BYTES = 60_000_000;
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path temporary;

    private Path source;
    private Lab lab;
    private Machine owner;
    private int bad;
    private String badId;

    @BeforeEach
    void backUp() throws Exception {
        source = Files.createDirectories(temporary.resolve("source"));
        Files.write(source.resolve("file"), Trees.bytes(new Random(7), FILE_BYTES));
        lab = Lab.up(temporary.resolve("lab"), NODES, "4+2");
        owner = lab.owner();
        owner.holdfast("source", "add", source.toString()).ok();
        JsonObject snapshot = owner.holdfast("backup", "--wait").ok().last();
        assertEquals("FULL", snapshot.get("state").getAsString(), snapshot::toString);
        String first = LedgerFile.acknowledged(owner.home()).getFirst().partner();
        for (int number = 2; number <= NODES; number++) {
            String id = lab.node(number).status().get("owner").getAsString();
            if (id.equals(first)) {
                bad = number;
                badId = id;
            }
        }
    }

    @AfterEach
    void end() {
        if (lab != null) {
            lab.close();
        }
    }

    /** @param without whether all is at other partners, as far as the bad one has it no more */
    private void awaitRedundancy(BooleanSupplier without) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!without.getAsBoolean()
                || !owner.status().get("protection").getAsString().equals("FULL")) {
            assertTrue(System.nanoTime() < end, () -> "not within " + SOON.toSeconds() + " s: " + owner.status());
            Await.pause(500);
        }
    }

    /** What was made anew before it was known how much was damaged may lie there again, and is sound. */
    private boolean isEverythingThereSound() {
        return LedgerFile.acknowledged(owner.home()).stream()
                .filter(each -> each.partner().equals(badId))
                .allMatch(each -> each.wrongAt(lab.node(bad).home()).isEmpty());
    }

    private void assertRestores() {
        Path target = temporary.resolve("target");
        JsonObject restored = owner.holdfast("restore", "latest", "--to", target.toString())
                .ok()
                .last();
        assertEquals(0, restored.get("errors").getAsInt(), restored::toString);
        assertEquals(0, restored.get("bad_shards").getAsInt(), restored::toString);
        Trees.assertSame(source, Trees.restored(target, source));
    }

    @Test
    void aPartnerWhoseBlocksAreDamagedIsFoundAndItsShardsAreMadeAnewElsewhere() {
        lab.lab("damage", String.valueOf(bad), "--fraction", "1").ok();
        assertFalse(isEverythingThereSound(), "nothing is damaged");
        awaitRedundancy(this::isEverythingThereSound);
        List<JsonObject> partners = owner.holdfast("partner", "list").ok().objects();
        assertTrue(
                partners.stream()
                        .noneMatch(each -> each.get("node").getAsString().equals(badId)
                                && each.get("health").getAsString().equals("OK")),
                "nothing is held against it");
        assertRestores();
    }

    @Test
    void aPartnerThatIsDeadIsReplaced() {
        lab.lab("kill", String.valueOf(bad)).ok();
        awaitRedundancy(() -> LedgerFile.segmentsShortWithout(owner.home(), badId) == 0);
        assertRestores();
        JsonObject repaired = owner.holdfast("repair").ok().last();
        assertEquals(0, repaired.get("waiting").getAsInt(), repaired::toString);
    }
}
