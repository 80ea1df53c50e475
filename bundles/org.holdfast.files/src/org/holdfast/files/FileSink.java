// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

/**
 * A regular file being restored. It bears a temporary name until {@link #finish}, so that a file under its own name is
 * always whole. Used by one thread at a time, which may be another than the target's.
 */
public non-sealed interface FileSink extends FileStart, AutoCloseable {
    /**
     * Writes some bytes; ranges may come in any order. Ranges never written are holes.
     *
     * @throws IllegalArgumentException if they do not lie within the file's size
     * @throws org.holdfast.model.HoldfastException NO_SPACE or DISK_FAILED
     */
    void write(long position, byte[] from, int offset, int length);

    /**
     * Sets size and metadata and moves the file into place.
     *
     * @throws org.holdfast.model.HoldfastException NO_SPACE or DISK_FAILED
     */
    Restored finish(EntryMetadata metadata);

    /** Without a {@link #finish} before it, removes what was written. */
    @Override
    void close();
}
