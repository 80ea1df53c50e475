// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.holdfast.files.DataExtent;
import org.holdfast.files.FileContent;
import org.holdfast.files.FileKind;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.Trouble;
import org.holdfast.model.Bytes;
import org.jspecify.annotations.Nullable;

/** A file open for reading. Holes are read as zeros: NIO does not tell where they are. */
final class NioContent implements FileContent {
    private final Path file;
    private final Bytes path;
    private final FileChannel channel;
    private final ScannedEntry entry;
    private long position;
    private @Nullable Trouble trouble;

    private NioContent(Path file, Bytes path, FileChannel channel, ScannedEntry entry) {
        this.file = file;
        this.path = path;
        this.channel = channel;
        this.entry = entry;
    }

    /** @throws IOException if it cannot be opened, or is no longer the file that was found */
    static FileContent open(Path file, Bytes path, ScannedEntry found) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            ScannedEntry entry = NioAttributes.describe(file, found.name())
                    .filter(now -> now.kind() == FileKind.FILE && now.sameObject(found))
                    .orElseThrow(() -> new ReplacedException(file));
            return new NioContent(file, path, channel, entry);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public ScannedEntry entry() {
        return entry;
    }

    @Override
    public List<DataExtent> extents() {
        return List.of();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        long left = entry.size() - position;
        if (length == 0 || left == 0 || trouble != null) {
            return length == 0 ? 0 : -1;
        }
        try {
            int read = channel.read(ByteBuffer.wrap(into, offset, (int) Math.min(length, left)));
            if (read <= 0) {
                trouble = NioTroubles.changed(path, "became shorter while it was being read");
                return -1;
            }
            position += read;
            return read;
        } catch (IOException e) {
            trouble = NioTroubles.of(path, "cannot be read at byte " + position, e);
            return -1;
        }
    }

    @Override
    public Optional<Trouble> check() {
        if (trouble == null) {
            try {
                boolean same = NioAttributes.describe(file, entry.name())
                        .filter(entry::sameVersion)
                        .isPresent();
                trouble = same ? null : NioTroubles.changed(path, "changed while it was being read");
            } catch (IOException e) {
                trouble = NioTroubles.of(path, "cannot be read", e);
            }
        }
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // All that was wanted has been read; check has told whether it was whole.
            trouble = NioTroubles.of(path, "cannot be closed", e);
        }
    }
}
