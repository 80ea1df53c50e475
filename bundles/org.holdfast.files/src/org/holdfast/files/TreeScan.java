// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.Bytes;

/**
 * Reads one tree, event by event, as far and as fast as the caller pulls. Never throws for what a source may do: that
 * arrives as {@link Trouble}. Memory is bounded by the names of the directories on the present path (about 40 bytes for
 * each of their entries), descriptors by 64 besides those of open contents. Used by one thread at a time.
 */
public interface TreeScan extends Iterator<ScanEvent>, AutoCloseable {
    /** After {@link ScanEvent.Enter}: the directory's {@link ScanEvent.Leave} follows next, whatever it holds. */
    void skip();

    /**
     * After {@link ScanEvent.Enter}, and after what else was asked of the directory itself: the beginning of a regular
     * file in it, without any event being lost. Empty when there is none of this name. One that cannot be read is
     * missing, and a {@link Trouble} that says so comes next.
     *
     * @param limit so many bytes at most are read
     */
    Optional<byte[]> peek(Bytes name, int limit);

    /** Where the entry of the last event lies below the root, with slashes; empty for the root itself. */
    Bytes path();

    /**
     * The extended attributes of the entry of the last event, sorted by name. They are read now. What cannot be read is
     * missing, and the next event is a {@link Trouble} that says so.
     */
    List<ExtendedAttribute> attributes();

    /**
     * Opens the regular file of the last event. The content outlives the scan and MAY be read by another thread. Empty
     * when it cannot be opened or is no longer the file that was found; the next event is a {@link Trouble} then.
     */
    Optional<FileContent> open();

    @Override
    void close();
}
