// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;

/**
 * Durable files of opaque blocks, by agreement and id. Knows nothing of keys, quotas or locks. Thread-safe. A block is
 * there whole or not at all, whenever the machine stops.
 */
public interface BlockStore {
    /**
     * Starts a new file of exactly {@code bytes}.
     *
     * @throws org.holdfast.model.HoldfastException NO_SPACE if it would cross the reserve, DISK_FAILED
     */
    Receiving begin(AgreementId agreement, BlockId block, ByteCount bytes);

    /** A block's file, open for reading; empty if there is none. */
    Optional<Reading> open(AgreementId agreement, BlockId block);

    /** Removes the file, durably; nothing happens if there is none. */
    void delete(AgreementId agreement, BlockId block);

    /** Every whole block, in no order; to be closed. */
    Stream<Stored> list();

    /** Bytes that can still be stored without crossing the reserve. */
    ByteCount usable();

    /** By how much less is free than the reserve, because others have filled the disk; zero where it is not crossed. */
    ByteCount shortage();

    /** A block's file as found on disk. */
    record Stored(AgreementId agreement, BlockId block, ByteCount bytes) {}

    /** A file being written, by one thread. Closing without {@link #commit} leaves nothing. */
    interface Receiving extends AutoCloseable {
        /** Appends the remaining bytes. @throws IllegalArgumentException if that makes more than were announced */
        void write(ByteBuffer bytes);

        /**
         * Returns when file and directory entry are on the disk: force, rename, force the directory.
         *
         * @throws IllegalStateException if fewer bytes were written than announced
         */
        void commit();

        @Override
        void close();
    }

    /** A file being read, by any thread. */
    interface Reading extends AutoCloseable {
        ByteCount length();

        /** Fills {@code into} from {@code offset} on; stops at the end of the file. */
        void read(long offset, ByteBuffer into);

        @Override
        void close();
    }
}
