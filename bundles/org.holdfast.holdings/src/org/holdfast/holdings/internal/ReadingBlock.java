// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.holdfast.core.port.BlockStore;
import org.holdfast.model.ByteCount;

/** A block's file, open for reading at any place by any thread. Deleting the file meanwhile does not disturb it. */
final class ReadingBlock implements BlockStore.Reading {
    private final Path file;
    private final FileChannel channel;

    ReadingBlock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    @Override
    public ByteCount length() {
        try {
            return ByteCount.of(channel.size());
        } catch (IOException e) {
            throw Faults.failed(file, e);
        }
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        try {
            long at = offset;
            while (into.hasRemaining()) {
                int count = channel.read(into, at);
                if (count < 0) {
                    return;
                }
                at += count;
            }
        } catch (IOException e) {
            throw Faults.failed(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Faults.failed(file, e);
        }
    }
}
