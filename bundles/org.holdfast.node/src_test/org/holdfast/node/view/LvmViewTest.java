// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.files.PathText;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which tools a snapshot of a logical volume calls, and that nothing stays when one fails. The tools answer from a script
 * here: a kernel with the device mapper is needed for real ones, which the machines of this project do not have.
 */
@EnabledOnOs(OS.LINUX)
class LvmViewTest {
    @TempDir
    Path folder;

    private final List<String> called = new ArrayList<>();

    private Tools tools(String failing) {
        return new Tools() {
            @Override
            String run(String... command) {
                String line = String.join(" ", command);
                called.add(line.replaceAll("/[^ ]*holdfast-view[0-9]+", "MOUNT"));
                if (line.startsWith(failing)) {
                    throw failed("as scripted");
                }
                return line.contains("SOURCE")
                        ? "/dev/mapper/vg-data"
                        : line.contains("TARGET") ? folder.toString() : line.contains("FSTYPE") ? "xfs" : "  vg/data";
            }
        };
    }

    @Test
    void theSnapshotIsMountedAndTakenAway() {
        try (SourceView view = LvmView.open(tools("nothing"), "holdfast-1", PathText.bytes(folder))) {
            assertEquals(true, view.isSnapshot());
        }
        assertEquals(
                List.of(
                        "lvcreate --yes --snapshot --permission r --extents 10%ORIGIN --name holdfast-1-data vg/data",
                        "mount -o ro,nouuid,norecovery /dev/vg/holdfast-1-data MOUNT",
                        "umount MOUNT",
                        "lvremove --yes vg/holdfast-1-data"),
                called.stream()
                        .filter(each -> !each.startsWith("findmnt") && !each.startsWith("lvs"))
                        .toList());
    }

    @Test
    void whenItCannotBeMountedItIsTakenAway() {
        HoldfastException refused = assertThrows(
                HoldfastException.class, () -> LvmView.open(tools("mount"), "holdfast-1", PathText.bytes(folder)));
        assertEquals(ErrorCode.VIEW_FAILED, refused.code());
        assertEquals("lvremove --yes vg/holdfast-1-data", called.getLast());
    }
}
