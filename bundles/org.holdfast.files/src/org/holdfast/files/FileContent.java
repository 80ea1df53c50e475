// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import java.util.List;
import java.util.Optional;

/** The data of one regular file, read once from front to back. Used by one thread at a time. */
public interface FileContent extends AutoCloseable {
    /** No file has more extents than this: of a file with more holes the smallest ones are read as data. */
    int MAXIMUM_EXTENTS = 65_536;

    /** The file as it was when it was opened; it may be newer than what the scan found. */
    ScannedEntry entry();

    /**
     * Empty for a file without holes. Otherwise the ranges with data, ascending and apart from each other; a file that
     * is one hole has a single extent of length 0 at its end.
     */
    List<DataExtent> extents();

    /**
     * Reads the next bytes of the data extents, one after the other without the holes between them.
     *
     * @return how many were read, at least 1 unless {@code length} is 0; −1 at the end, or when the file cannot be read
     *     further, which {@link #check} tells
     */
    int read(byte[] into, int offset, int length);

    /**
     * Asks whether what was read is the file: to be called after the last read. Present if reading failed
     * (SOURCE_UNREADABLE), or if the file changed since it was opened, so that what was read may be a mixture
     * (SOURCE_CHANGED).
     */
    Optional<Trouble> check();

    @Override
    void close();
}
