// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The framework reads the settings file every second or two, and tells what it read later still. */
@Tag("R64")
class ConfigStoreTest {
    @TempDir
    Path home;

    private Path file;
    private ConfigStore store;

    @BeforeEach
    void make() throws IOException {
        file = Files.createDirectories(home.resolve("etc")).resolve(NodeSettings.PID + ".cfg");
        Files.write(file, List.of("# mine", "coding = a", "name = n"));
        store = new ConfigStore(home);
    }

    @Test
    void whatWasReadBeforeACommandWroteDoesNotComeBack() {
        store.set("coding", "b");
        store.set("coding", "c");
        assertEquals(Map.of("coding", "c", "name", "n"), store.newest(Map.of("coding", "b", "name", "n")));
    }

    @Test
    void whatAPersonWroteAfterACommandCounts() throws IOException {
        store.set("coding", "b");
        assertEquals(List.of("# mine", "name = n", "coding = b"), Files.readAllLines(file));
        Files.write(file, List.of("coding=d"));
        assertEquals(Map.of("coding", "d"), store.newest(Map.of("coding", "d")));
        Files.write(file, List.of("coding = b"));
        assertEquals(Map.of("coding", "e"), store.newest(Map.of("coding", "e")), "forgotten for good");
    }

    @Test
    void whatNoCommandSaidIsWhatWasRead() {
        assertEquals(Map.of("coding", "a"), store.newest(Map.of("coding", "a")));
    }

    /** The order of the writes is Durable's, and DurableTest's; here: that it is used, and what failed is told. */
    @Test
    void aChangeThatCannotBeWrittenLosesNothing() throws IOException {
        Path obstacle = Files.createDirectories(file.resolveSibling(file.getFileName() + ".tmp/full"));
        HoldfastException told = assertThrows(HoldfastException.class, () -> store.set("coding", "b"));
        assertEquals(ErrorCode.DISK_FAILED, told.code());
        assertEquals(List.of("# mine", "coding = a", "name = n"), Files.readAllLines(file));
        assertEquals(Map.of("coding", "a"), store.newest(Map.of("coding", "a")), "it is not said either");
        Files.delete(obstacle);
        store.set("coding", "b");
        assertEquals(List.of("# mine", "name = n", "coding = b"), Files.readAllLines(file));
    }
}
