// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.holdfast.format.support.Cases;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.junit.jupiter.api.Test;

class SnapshotListTest {
    @Test
    void listsComeBackCanonical() {
        Cases.each(100, random -> {
            List<Snapshot> snapshots = TreeSamples.snapshots(random, random.nextInt(20));
            byte[] encoded = SnapshotList.encode(snapshots);
            assertEquals(snapshots, SnapshotList.decode(encoded));
            assertArrayEquals(encoded, SnapshotList.encode(SnapshotList.decode(encoded)));
        });
    }

    @Test
    void everyTruncationShows() {
        byte[] encoded = SnapshotList.encode(TreeSamples.snapshots(Cases.seeded(1), 3));
        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThrows(MalformedInput.class, () -> SnapshotList.decode(cut));
        }
        assertThrows(MalformedInput.class, () -> SnapshotList.decode(Arrays.copyOf(encoded, encoded.length + 1)));
    }

    @Test
    void aSnapshotIsThereOnce() {
        Snapshot one = TreeSamples.snapshots(Cases.seeded(1), 1).getFirst();
        assertThrows(MalformedInput.class, () -> SnapshotList.decode(SnapshotList.encode(List.of(one, one))));
    }

    @Test
    void listFromTheFutureHasItsOwnError() {
        byte[] encoded = SnapshotList.encode(List.of());
        ByteBuffer.wrap(encoded).putShort(4, (short) 3);
        var error = assertThrows(HoldfastException.class, () -> SnapshotList.decode(encoded));
        assertEquals(ErrorCode.NEWER_VERSION, error.code());
    }
}
