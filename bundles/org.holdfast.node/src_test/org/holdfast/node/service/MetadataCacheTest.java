// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The own copies of metadata are only a cache: damage to them costs a fetch and nothing else. */
@Tag("R61")
class MetadataCacheTest {
    @TempDir
    Path folder;

    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void backUp() {
        Path data = folder.resolve("data");
        OddTree.build(data);
        all = new TestConfederation(folder, 4).start("2+1");
        owner = all.owner();
        owner.source(data).backup();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private List<Path> cached() throws IOException {
        try (var files = Files.list(owner.home().resolve("trees"))) {
            return files.toList();
        }
    }

    @Test
    void aTurnedBitAnywhereIsFetchedAgain() throws IOException {
        List<String> before = owner.listed();
        List<Path> files = cached();
        assertFalse(files.isEmpty());
        for (int position : new int[] {0, 40, 150, 200, 300, 600}) {
            for (Path file : files) {
                Data.damage(file, position);
                assertEquals(before, owner.listed(), "byte " + position + " of " + file.getFileName());
            }
        }
    }

    @Test
    void whatWasFetchedAgainServesWithoutPartners() throws IOException {
        List<String> before = owner.listed();
        cached().forEach(file -> Data.damage(file, 200));
        assertEquals(before, owner.listed());
        all.partners().forEach(each -> all.network.cut(each.port()));
        assertEquals(before, owner.listed());
    }
}
