// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.model.Bytes;
import org.holdfast.model.HoldfastException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the snapshot before left to packages, so that a file that did not change is not read again: 8 bytes for each, a
 * hash of its path and of all that tells its state. One thread's.
 */
public final class KnownLeftOut {
    private static final Logger LOG = LoggerFactory.getLogger(KnownLeftOut.class);

    private final PathHash hash = new PathHash();
    private long[] known = new long[0];

    public static KnownLeftOut nothing() {
        return new KnownLeftOut();
    }

    /** If the list cannot be read, the files are read anew: it only costs more. */
    public static KnownLeftOut of(ContentRef root, ChunkSource chunks) {
        KnownLeftOut table = new KnownLeftOut();
        try {
            Set<Long> read = new HashSet<>();
            LeftOutList.find(root, chunks)
                    .ifPresent(list ->
                            LeftOutList.read(list, chunks, file -> read.add(table.key(file.path(), file.state()))));
            table.known = read.stream().mapToLong(Long::longValue).sorted().toArray();
        } catch (HoldfastException e) {
            LOG.info("The list of files left to packages cannot be read; they are looked at anew: {}", e.getMessage());
        }
        return table;
    }

    boolean has(Bytes path, String state) {
        return Arrays.binarySearch(known, key(path, state)) >= 0;
    }

    private long key(Bytes path, String state) {
        return hash.of(hash.of(path) + "\t" + state);
    }
}
