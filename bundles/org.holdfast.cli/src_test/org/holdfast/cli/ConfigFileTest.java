// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of a node that does not run. */
@Tag("G")
class ConfigFileTest {
    @TempDir
    Path folder;

    @Test
    void aChangeKeepsAllOtherLines() throws IOException {
        Home home = new Home(folder);
        ConfigFile.write(home, Map.of("name", "one"));
        Path file = folder.resolve("etc/org.holdfast.node.cfg");
        Files.write(file, List.of("# mine", "name = one", "site: here"));
        ConfigFile.change(home, Map.of("name", "two"));
        assertEquals(List.of("# mine", "site: here", "name = two"), Files.readAllLines(file));
        assertEquals(Map.of("site", "here", "name", "two"), ConfigFile.read(home));
    }

    @Test
    void aChangeThatCannotBeWrittenLosesNothing() throws IOException {
        Home home = new Home(folder);
        ConfigFile.write(home, Map.of("name", "one"));
        Files.createDirectories(folder.resolve("etc/org.holdfast.node.cfg.tmp/full"));
        HoldfastException told =
                assertThrows(HoldfastException.class, () -> ConfigFile.change(home, Map.of("name", "two")));
        assertEquals(ErrorCode.DISK_FAILED, told.code());
        assertEquals(Map.of("name", "one"), ConfigFile.read(home));
    }
}
