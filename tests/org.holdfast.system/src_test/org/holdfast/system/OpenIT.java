// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four processes without a roster, each paired with each: what is stored in the commitment period is not given back. */
class OpenIT {
    @TempDir
    private Path folder;

    private static List<String> statuses(Machine machine) {
        return machine.holdfast("pair", "--list").ok().objects("pin").stream()
                .map(each -> each.get("status").getAsString())
                .toList();
    }

    @Test
    @Tag("R51")
    void theyPairStoreAndSayThatNothingIsGivenBackYet() {
        Path source = folder.resolve("source");
        Trees.make(source, 1, 20, 60_000);
        try (Lab lab = Lab.up(folder.resolve("lab"), 4, "2+1", "--open")) {
            lab.machines().forEach(each -> assertEquals(List.of("paired", "paired", "paired"), statuses(each)));
            Machine owner = lab.owner();
            owner.holdfast("source", "add", source.toString()).ok();
            JsonObject snapshot = owner.holdfast("backup", "--wait").ok().last();
            assertEquals("FULL", snapshot.get("state").getAsString());
            owner.holdfast("partner", "list")
                    .ok()
                    .objects("partner")
                    .forEach(
                            each -> assertEquals("COMMITMENT", each.get("phase").getAsString()));
            JsonObject status = owner.status();
            assertFalse(status.get("safe").getAsBoolean(), status::toString);
            String reasons = status.get("reasons").toString();
            assertTrue(reasons.contains("3 of your 3 partners may not be asked for a restore before"), reasons);
            String target = folder.resolve("target").toString();
            assertTrue(owner.holdfast("restore", "latest", "--to", target).status() != 0, "nothing is given back");
            owner.holdfast("pair", "--remove", "node4").ok();
            assertEquals(1, statuses(owner).stream().filter("removed"::equals).count());
        }
    }
}
