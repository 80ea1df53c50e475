// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab ends whatever its nodes do. */
class LabIT {
    @TempDir
    Path temporary;

    @Test
    void downEndsANodeThatHangsAndAllOthers() {
        try (Lab lab = Lab.up(temporary.resolve("lab"), 3, "1+1")) {
            long hanging = lab.owner().process().orElseThrow().pid();
            Outcome.of(new ProcessBuilder("kill", "-STOP", String.valueOf(hanging)))
                    .ok();
            Outcome down = lab.lab("down").ok();
            assertEquals(1, down.objects("killed").size(), down::toString);
            assertEquals(2, down.objects("stopped").size(), down::toString);
            assertTrue(lab.machines().stream().allMatch(each -> each.process().isEmpty()));
        }
    }
}
