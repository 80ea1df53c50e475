// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Keeps part of the file system free for others. Bytes that were promised to files being written count as used in full
 * until these are closed; so what they wrote already counts twice for a moment, and the reserve is never crossed.
 */
public final class Reserve {
    /** How much an ordinary user may still write to the file system. */
    public interface Space {
        long usable() throws IOException;
    }

    private final Path root;
    private final Space space;
    private final ByteCount kept;

    /** Guarded by this. */
    private long promised;

    public Reserve(Path root, Space space, ByteCount kept) {
        this.root = root;
        this.space = space;
        this.kept = kept;
    }

    public static Reserve of(Path root, ByteCount kept) {
        return new Reserve(root, () -> Files.getFileStore(root).getUsableSpace(), kept);
    }

    /** Bytes that can still be promised. */
    public synchronized ByteCount usable() {
        try {
            return ByteCount.of(Math.max(0, space.usable() - kept.value() - promised));
        } catch (IOException e) {
            throw Faults.failed(root, e);
        }
    }

    /** By how much the reserve is crossed: others write to the same file system. */
    public ByteCount shortage() {
        try {
            return ByteCount.of(Math.max(0, kept.value() - space.usable()));
        } catch (IOException e) {
            throw Faults.failed(root, e);
        }
    }

    /** Promises bytes. @throws HoldfastException NO_SPACE if they would have to come out of the reserve */
    public synchronized void take(ByteCount bytes) {
        ByteCount usable = usable();
        if (bytes.compareTo(usable) > 0) {
            throw new HoldfastException(
                    ErrorCode.NO_SPACE,
                    root.toString(),
                    "no space for " + bytes + " in " + root + ": " + usable + " can be used beside the reserve of "
                            + kept,
                    true,
                    null);
        }
        promised += bytes.value();
    }

    synchronized void giveBack(ByteCount bytes) {
        promised -= bytes.value();
    }

    /** Why a file could not be written: because the file system is full, or for another reason. */
    HoldfastException explained(Path file, long bytesLeft, IOException e) {
        try {
            return space.usable() < Math.max(1, bytesLeft) ? Faults.full(file, e) : Faults.failed(file, e);
        } catch (IOException other) {
            e.addSuppressed(other);
            return Faults.failed(file, e);
        }
    }
}
