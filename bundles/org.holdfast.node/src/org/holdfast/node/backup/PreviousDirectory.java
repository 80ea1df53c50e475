// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.content.ContentReader;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.format.tree.TreeReader;
import org.holdfast.model.Bytes;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory as the previous snapshot has it, read in step with the scan: both are sorted by name. If it cannot be read
 * the scan goes on as if there had been none, and only costs more.
 */
final class PreviousDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(PreviousDirectory.class);
    private Iterator<TreeEntry> entries;
    private @Nullable TreeEntry next;

    private PreviousDirectory(Iterator<TreeEntry> entries) {
        this.entries = entries;
    }

    static PreviousDirectory none() {
        return new PreviousDirectory(java.util.Collections.emptyIterator());
    }

    static PreviousDirectory open(ContentRef object, ChunkSource source) {
        try {
            InputStream content = ContentReader.open(object, source);
            return new PreviousDirectory(new TreeReader(content));
        } catch (HoldfastException e) {
            LOG.info("A directory of the previous snapshot cannot be read and is scanned anew: {}", e.getMessage());
            return none();
        }
    }

    /** The entry of this name; names must be asked in ascending order. */
    Optional<TreeEntry> find(Bytes name) {
        try {
            return advanceTo(name.toArray());
        } catch (HoldfastException e) {
            LOG.info("The rest of a previous directory cannot be read and is scanned anew: {}", e.getMessage());
            entries = java.util.Collections.emptyIterator();
            next = null;
            return Optional.empty();
        }
    }

    private Optional<TreeEntry> advanceTo(byte[] name) {
        while (next != null || entries.hasNext()) {
            TreeEntry candidate = next == null ? entries.next() : next;
            next = candidate;
            int order = Arrays.compareUnsigned(candidate.name().toArray(), name);
            if (order > 0) {
                return Optional.empty();
            }
            next = null;
            if (order == 0) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
