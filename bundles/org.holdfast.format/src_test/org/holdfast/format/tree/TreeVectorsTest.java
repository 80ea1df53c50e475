// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.holdfast.format.support.Golden;
import org.junit.jupiter.api.Test;

/** The golden files are read as what they are said to hold. */
class TreeVectorsTest {
    @Test
    void directoriesAreRead() throws IOException {
        for (Map<String, String> vector : Golden.read("format-directory")) {
            List<TreeEntry> entries = TreePropertyTest.read(Golden.bytes(vector.get("object")));
            assertEquals(vector.get("text"), entries.toString());
        }
    }

    @Test
    void snapshotListsAreRead() throws IOException {
        for (Map<String, String> vector : Golden.read("format-snapshots")) {
            List<Snapshot> snapshots = SnapshotList.decode(Golden.bytes(vector.get("list")));
            assertEquals(vector.get("text"), snapshots.toString());
        }
    }

    @Test
    void indexRunsAreRead() throws IOException {
        for (Map<String, String> vector : Golden.read("format-index-run")) {
            ByteBuffer run = ByteBuffer.wrap(Golden.bytes(vector.get("run")));
            int rows = Math.toIntExact(IndexRun.check(run));
            List<IndexRow> read =
                    IntStream.range(0, rows).mapToObj(i -> IndexRun.row(run, i)).toList();
            assertEquals(vector.get("text"), read.toString());
        }
    }
}
