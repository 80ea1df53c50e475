// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.holdfast.core.port.BlockStore;
import org.holdfast.model.ByteCount;
import org.holdfast.model.HoldfastException;

/** A block's file being written, by one thread, under a temporary name until it is whole and on the disk. */
public final class WritingBlock implements BlockStore.Receiving {
    private final BlockFolder folder;
    private final Reserve reserve;
    private final Path file;
    private final Path temporary;
    private final FileChannel channel;
    private final ByteCount wanted;
    private long written;
    private boolean committed;
    private boolean closed;

    private WritingBlock(BlockFolder folder, Reserve reserve, Path file, Path temporary, ByteCount wanted)
            throws IOException {
        this.folder = folder;
        this.reserve = reserve;
        this.file = file;
        this.temporary = temporary;
        this.wanted = wanted;
        this.channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** @param bytes taken from the reserve already, and given back at the end whatever happens */
    public static WritingBlock begin(BlockFolder folder, Reserve reserve, Path file, ByteCount bytes) {
        try {
            return new WritingBlock(folder, reserve, file, folder.temporary(file), bytes);
        } catch (IOException e) {
            reserve.giveBack(bytes);
            throw reserve.explained(file, bytes.value(), e);
        }
    }

    /** @throws IllegalArgumentException if these are more bytes than were announced; none of them is written */
    @Override
    public void write(ByteBuffer bytes) {
        requireOpen();
        if (bytes.remaining() > wanted.value() - written) {
            throw new IllegalArgumentException(
                    file + " is to have " + wanted.value() + " bytes, and not " + (written + bytes.remaining()));
        }
        try {
            while (bytes.hasRemaining()) {
                written += channel.write(bytes);
            }
        } catch (IOException e) {
            throw explained(e);
        }
    }

    /** @throws IllegalStateException if fewer bytes were written than announced; nothing is stored */
    @Override
    public void commit() {
        requireOpen();
        if (written != wanted.value()) {
            throw new IllegalStateException(
                    file + " is to have " + wanted.value() + " bytes, and only " + written + " were written");
        }
        try {
            folder.force(channel);
            channel.close();
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            committed = true;
            folder.force(file.getParent());
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private void requireOpen() {
        if (closed || committed) {
            throw new IllegalStateException(file + " is finished");
        }
    }

    private HoldfastException explained(IOException e) {
        return reserve.explained(file, wanted.value() - written, e);
    }

    /** Idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.close();
            if (!committed) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw Faults.failed(temporary, e);
        } finally {
            reserve.giveBack(wanted);
        }
    }
}
