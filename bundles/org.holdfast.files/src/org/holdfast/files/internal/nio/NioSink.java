// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.holdfast.files.EntryMetadata;
import org.holdfast.files.FileKind;
import org.holdfast.files.FileSink;
import org.holdfast.files.FileStart;
import org.holdfast.files.RestoreOptions;
import org.holdfast.files.Restored;
import org.holdfast.files.Warning;

/** A file being written; its content is on the disk when it gets its name. */
final class NioSink implements FileSink {
    private final NioPlacement placement;
    private final FileChannel channel;
    private final long size;
    private final RestoreOptions options;
    private long written;
    private boolean placed;

    private NioSink(NioPlacement placement, FileChannel channel, long size, RestoreOptions options) {
        this.placement = placement;
        this.channel = channel;
        this.size = size;
        this.options = options;
    }

    static FileStart open(NioPlacement placement, long size, RestoreOptions options) {
        try {
            placement.removeOld();
            FileChannel channel = FileChannel.open(
                    placement.temporary(),
                    Set.of(
                            StandardOpenOption.WRITE,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.SPARSE,
                            LinkOption.NOFOLLOW_LINKS));
            return new NioSink(placement, channel, size, options);
        } catch (IOException e) {
            return placement.refused("cannot be made", e);
        }
    }

    @Override
    public void write(long position, byte[] from, int offset, int length) {
        if (position < 0 || position > size - length) {
            throw new IllegalArgumentException(
                    length + " bytes at " + position + " do not lie within a file of " + size + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(from, offset, length);
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, position + bytes.position() - offset);
            }
        } catch (IOException e) {
            throw placement.failed("cannot be written at byte " + position, e);
        }
        written = Math.max(written, position + length);
    }

    @Override
    public Restored finish(EntryMetadata metadata) {
        try {
            if (written < size) {
                // NIO can only lengthen a file by writing its last byte.
                channel.write(ByteBuffer.allocate(1), size - 1);
            }
            channel.force(true);
            channel.close();
            List<Warning> warnings = new NioMetadata(options).apply(placement.temporary(), FileKind.FILE, metadata);
            Restored restored = placement.commit(warnings);
            placed = true;
            return restored;
        } catch (IOException e) {
            return placement.refused("cannot be put in place", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (!placed) {
                placement.removeOld();
            }
        } catch (IOException e) {
            throw placement.failed("cannot be removed", e);
        }
    }
}
