// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner leaves by plan: what others keep there is elsewhere before the command returns, and it can be switched off. */
class LeaveIT {
    private static final int NODES = 5;
    private static final int SHARDS = 2;
    private static final int FILE_BYTES = 30_000_000;

    @TempDir
    Path temporary;

    @Test
    @Tag("R19")
    @Tag("R60")
    void whoLeavesIsNotNeededWhenTheCommandReturns() throws Exception {
        Path source = Files.createDirectories(temporary.resolve("source"));
        Files.write(source.resolve("file"), Trees.bytes(new Random(3), FILE_BYTES));
        try (Lab lab = Lab.up(temporary.resolve("lab"), NODES, "1+1")) {
            Machine owner = lab.owner();
            owner.holdfast("source", "add", source.toString()).ok();
            String snapshot = backUp(owner);
            Machine leaving = machine(lab, holders(owner).iterator().next());
            String gone = id(leaving);

            JsonObject left =
                    leaving.holdfast("partner", "leave", "--yes", "--wait").ok().last();
            assertTrue(left.get("done").getAsBoolean(), left::toString);
            Set<String> holders = holders(owner);
            assertTrue(!holders.contains(gone) && holders.size() >= SHARDS, holders::toString);

            leaving.kill();
            Path target = temporary.resolve("target");
            JsonObject restored = owner.holdfast("restore", snapshot, "--to", target.toString())
                    .ok()
                    .last();
            assertEquals(0, restored.get("errors").getAsInt(), restored::toString);
            Trees.assertSame(source, Trees.restored(target, source));
            backUp(owner);
        }
    }

    private static String backUp(Machine owner) {
        JsonObject snapshot = owner.holdfast("backup", "--wait").ok().last();
        assertEquals("FULL", snapshot.get("state").getAsString(), snapshot::toString);
        return snapshot.get("id").getAsString();
    }

    /** Who has receipts for blocks of this owner. */
    private static Set<String> holders(Machine owner) {
        return LedgerFile.acknowledged(owner.home()).stream()
                .map(LedgerFile.Acknowledged::partner)
                .collect(Collectors.toSet());
    }

    private static Machine machine(Lab lab, String id) {
        List<Machine> found =
                lab.machines().stream().filter(each -> id(each).equals(id)).toList();
        return found.getFirst();
    }

    private static String id(Machine machine) {
        return machine.status().get("owner").getAsString();
    }
}
