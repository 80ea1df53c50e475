// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.model.Bytes;

/**
 * The names of one directory, sorted by their unsigned bytes and handed out one after the other. A name costs its length
 * and 6 bytes, and 4 more while sorting: a million names of 30 bytes take 40 MB. Names lie in pages, each as a length in
 * two bytes and then the name; an index of one int per name is what is sorted (merge sort: stable cost, no boxing).
 */
final class DirectoryNames {
    private static final int PAGE_BITS = 20;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int MAXIMUM_PAGES = 1 << Integer.SIZE - PAGE_BITS;
    private static final int FIRST_PAGE = 1024;
    private static final int LENGTH_BYTES = 2;
    private static final int SMALL_RUN = 8;

    private final List<byte[]> pages = new ArrayList<>(1);
    private int used;
    private int[] index = new int[16];
    private int size;
    private int next;

    /** @return false if there is no room for more names (they take 4 GiB by then) */
    boolean add(byte[] from, int offset, int length) {
        int needed = LENGTH_BYTES + length;
        if (!makeRoom(needed)) {
            return false;
        }
        byte[] page = pages.getLast();
        if (size == index.length) {
            index = Arrays.copyOf(index, size + (size >> 1));
        }
        index[size++] = pages.size() - 1 << PAGE_BITS | used;
        page[used] = (byte) (length >> Byte.SIZE);
        page[used + 1] = (byte) length;
        System.arraycopy(from, offset, page, used + LENGTH_BYTES, length);
        used += needed;
        return true;
    }

    void sort() {
        int[] copy = Arrays.copyOf(index, size);
        sort(copy, index, 0, size);
    }

    boolean hasNext() {
        return next < size;
    }

    Bytes next() {
        int at = index[next++];
        byte[] page = page(at);
        int length = length(page, at);
        return Bytes.read(ByteBuffer.wrap(page, start(at), length), length);
    }

    /** Whether this name is among those that are still to be handed out; sorted they must be. */
    boolean has(Bytes name) {
        byte[] wanted = name.toArray();
        int low = next;
        int high = size - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            byte[] page = page(index[middle]);
            int start = start(index[middle]);
            int order =
                    Arrays.compareUnsigned(page, start, start + length(page, index[middle]), wanted, 0, wanted.length);
            if (order == 0) {
                return true;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return false;
    }

    /** Nothing more will be handed out. */
    void drop() {
        pages.clear();
        index = new int[0];
        size = 0;
        next = 0;
    }

    private boolean makeRoom(int needed) {
        if (pages.isEmpty()) {
            pages.add(new byte[Math.max(FIRST_PAGE, needed)]);
        }
        byte[] page = pages.getLast();
        if (used + needed <= page.length) {
            return true;
        }
        if (used + needed <= PAGE) {
            pages.set(pages.size() - 1, Arrays.copyOf(page, Math.clamp(2L * page.length, used + needed, PAGE)));
            return true;
        }
        if (pages.size() == MAXIMUM_PAGES) {
            return false;
        }
        pages.add(new byte[PAGE]);
        used = 0;
        return true;
    }

    /** Sorts {@code from..to} of {@code into}; both arrays hold the same there at first. */
    private void sort(int[] source, int[] into, int from, int to) {
        if (to - from <= SMALL_RUN) {
            insertionSort(into, from, to);
            return;
        }
        int middle = from + to >>> 1;
        sort(into, source, from, middle);
        sort(into, source, middle, to);
        if (compare(source[middle - 1], source[middle]) <= 0) {
            System.arraycopy(source, from, into, from, to - from);
        } else {
            merge(source, into, from, middle, to);
        }
    }

    private void merge(int[] source, int[] into, int from, int middle, int to) {
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft = right == to || left < middle && compare(source[left], source[right]) <= 0;
            into[i] = takeLeft ? source[left++] : source[right++];
        }
    }

    private void insertionSort(int[] into, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int name = into[i];
            int at = i;
            while (at > from && compare(into[at - 1], name) > 0) {
                into[at] = into[--at];
            }
            into[at] = name;
        }
    }

    private int compare(int left, int right) {
        byte[] leftPage = page(left);
        byte[] rightPage = page(right);
        int leftStart = start(left);
        int rightStart = start(right);
        return Arrays.compareUnsigned(
                leftPage,
                leftStart,
                leftStart + length(leftPage, left),
                rightPage,
                rightStart,
                rightStart + length(rightPage, right));
    }

    private byte[] page(int at) {
        return pages.get(at >>> PAGE_BITS);
    }

    private static int start(int at) {
        return (at & PAGE - 1) + LENGTH_BYTES;
    }

    private static int length(byte[] page, int at) {
        int offset = at & PAGE - 1;
        return (page[offset] & 0xff) << Byte.SIZE | page[offset + 1] & 0xff;
    }
}
