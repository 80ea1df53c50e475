// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDialogTest {
    @TempDir
    private Path there;

    @Test
    void itOpensAtTheNearestFolderThatThereIs() {
        assertEquals(there.toString(), FolderDialog.nearest(there.toString(), "/home/ada"));
        assertEquals(
                there.toString(),
                FolderDialog.nearest(there.resolve("restored/today").toString(), "/home/ada"));
        for (String typed : new String[] {"", "relative", "half\0typed"}) {
            assertEquals("/home/ada", FolderDialog.nearest(typed, "/home/ada"), typed);
        }
    }
}
