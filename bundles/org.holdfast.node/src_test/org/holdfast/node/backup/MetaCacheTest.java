// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.holdfast.model.Id16;
import org.holdfast.model.SegmentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetaCacheTest {
    private static final SegmentId ID = new SegmentId(new Id16(1, 2));

    @TempDir
    Path folder;

    /** Two readers on a cold cache fetch the same segment. */
    @Test
    void manyMayKeepTheSameSegmentAtOnce() throws Exception {
        MetaCache cache = new MetaCache(folder);
        byte[] sealed = new byte[100_000];
        try (var threads = Executors.newFixedThreadPool(4)) {
            var kept = threads.invokeAll(java.util.Collections.nCopies(200, () -> {
                cache.keep(ID, sealed, sealed.length);
                return cache.load(ID).orElseThrow().length;
            }));
            for (var each : kept) {
                assertEquals(sealed.length, each.get());
            }
        }
        assertArrayEquals(sealed, cache.load(ID).orElseThrow());
    }

    @Test
    void whatAKilledProcessBeganToWriteGoes() throws IOException {
        Files.write(folder.resolve(ID + ".seg.7.new"), new byte[10]);
        MetaCache cache = new MetaCache(folder);
        assertTrue(cache.isEmpty());
        assertEquals(Optional.empty(), cache.load(ID));
    }
}
