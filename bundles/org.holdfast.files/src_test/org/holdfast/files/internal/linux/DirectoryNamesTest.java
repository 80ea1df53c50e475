// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.holdfast.model.Bytes;
import org.junit.jupiter.api.Test;

class DirectoryNamesTest {
    @Test
    void namesComeSortedByUnsignedBytes() {
        long seed = 7;
        Random random = new Random(seed);
        for (int size : new int[] {0, 1, 2, 8, 9, 100, 5000}) {
            List<byte[]> names = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                byte[] name = new byte[1 + random.nextInt(size % 2 == 0 ? 3 : 255)];
                random.nextBytes(name);
                names.add(name);
            }
            List<Bytes> sorted = sorted(names);
            names.sort(Arrays::compareUnsigned);
            assertEquals(names.stream().map(Bytes::of).toList(), sorted, "seed " + seed + ", size " + size);
        }
    }

    /** Names fill pages of 1 MiB to the last byte and go on in the next. */
    @Test
    void namesMayFillManyPages() {
        List<byte[]> names = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            byte[] name = new byte[254];
            int mixed = i * 31_337 % 60_000;
            for (int at = 0; at < 6; at++) {
                name[at] = (byte) (mixed / Math.powExact(10, 5 - at) % 10);
            }
            names.add(name);
        }
        List<Bytes> sorted = sorted(names);
        assertEquals(60_000, sorted.size());
        names.sort(Arrays::compareUnsigned);
        assertEquals(names.stream().map(Bytes::of).toList(), sorted);
    }

    @Test
    void aNameLongerThanItsPageFits() {
        DirectoryNames names = new DirectoryNames();
        byte[] name = new byte[0xffff];
        assertTrue(names.add(name, 0, name.length));
        assertTrue(names.add(name, 0, 3));
        names.sort();
        assertEquals(3, names.next().length());
        assertEquals(0xffff, names.next().length());
        assertFalse(names.hasNext());
    }

    @Test
    void nothingIsLeftAfterDropping() {
        DirectoryNames names = new DirectoryNames();
        names.add(new byte[] {1}, 0, 1);
        names.sort();
        names.drop();
        assertFalse(names.hasNext());
    }

    private static List<Bytes> sorted(List<byte[]> names) {
        DirectoryNames directory = new DirectoryNames();
        for (byte[] name : names) {
            assertTrue(directory.add(name, 0, name.length));
        }
        directory.sort();
        List<Bytes> sorted = new ArrayList<>();
        while (directory.hasNext()) {
            sorted.add(directory.next());
        }
        return sorted;
    }
}
