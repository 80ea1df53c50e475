// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.HoldfastException;

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

    /**
     * Reads parts of many blocks. A store on a disk does so with a few threads, as a disk that is asked for one part after
     * the other spends its time waiting; one such call at a time, so that others who read are not crowded out. Blocks in
     * the order of their ids are the fastest.
     *
     * @return why each of the blocks whose parts could not all be read could not; empty if everything is read
     * @throws org.holdfast.model.HoldfastException CANCELLED if the thread is interrupted
     */
    default Map<BlockId, IOException> read(AgreementId agreement, List<Wanted> wanted) {
        var unread = new HashMap<BlockId, IOException>();
        wanted.forEach(
                each -> each.read(() -> open(agreement, each.block())).ifPresent(why -> unread.put(each.block(), why)));
        return unread;
    }

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

    /**
     * Parts of one block that are wanted.
     *
     * @param block which; may stand in several of a call's
     */
    record Wanted(BlockId block, List<Part> parts) {
        public Wanted {
            parts = List.copyOf(parts);
        }

        /** Reads them one after the other from the block's file. @return why not all could be read */
        public Optional<IOException> read(Supplier<Optional<Reading>> opens) {
            try (Reading file = opens.get().orElseThrow(() -> new IOException("block " + block + " is not here"))) {
                for (Part each : parts) {
                    ByteBuffer into = each.into().duplicate();
                    file.read(each.offset(), into);
                    if (into.hasRemaining()) {
                        throw new EOFException("block " + block + " ends too early");
                    }
                }
                return Optional.empty();
            } catch (HoldfastException e) {
                return Optional.of(new IOException("block " + block + " cannot be read", e));
            } catch (IOException e) {
                return Optional.of(e);
            }
        }
    }

    /** What is to be read from {@code offset} of a file on, as much as there is room for; the buffer's position stays. */
    record Part(long offset, ByteBuffer into) {}

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
