// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.holdfast.model.BlockId;
import org.holdfast.model.Id16;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.Marks;
import org.holdfast.spi.audit.OwnedBlocks;

/** Blocks of noise of one length, in memory or one behind the other in a file: tags, then payload. */
final class AuditBlocks implements HeldBlocks, OwnedBlocks, AutoCloseable {
    /** Of everything; its primes are found quickly. */
    static final byte[] KEY = new byte[32];

    static {
        KEY[31] = 3;
    }

    private interface Source {
        void read(long offset, byte[] out, int length) throws IOException;
    }

    private final AuditScheme scheme;
    private final int payload;
    private final int tags;
    private final List<AuditedBlock> catalogue = new ArrayList<>();
    private final List<byte[]> kept = new ArrayList<>();
    private final Source source;
    private final Optional<FileChannel> file;

    /** Forgets what the system has cached of a file; by dd, as Java has no word for it. */
    static void forget(Path path) {
        try {
            new ProcessBuilder("dd", "of=" + path, "oflag=nocache", "conv=notrunc,fdatasync", "count=0", "status=none")
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private AuditBlocks(AuditScheme scheme, int payload, Source source, Optional<FileChannel> file) {
        this.scheme = scheme;
        this.payload = payload;
        this.tags = scheme.shape().tagsLength(payload);
        this.source = source;
        this.file = file;
    }

    /** Writes blocks, and forces them. */
    static AuditBlocks write(Path path, AuditScheme scheme, int count, int payload) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        AuditBlocks blocks = new AuditBlocks(
                scheme,
                payload,
                (offset, out, length) -> {
                    if (file.read(ByteBuffer.wrap(out, 0, length), offset) != length) {
                        throw new EOFException(path.toString());
                    }
                },
                Optional.of(file));
        for (int i = 0; i < count; i++) {
            for (byte[] part : blocks.make(i)) {
                file.write(ByteBuffer.wrap(part));
            }
        }
        file.force(true);
        return blocks;
    }

    /** Makes blocks in memory. */
    static AuditBlocks inMemory(AuditScheme scheme, int count, int payload) {
        byte[] all = new byte[count * (payload + scheme.shape().tagsLength(payload))];
        AuditBlocks blocks = new AuditBlocks(scheme, payload, from(all), Optional.empty());
        int at = 0;
        for (int i = 0; i < count; i++) {
            for (byte[] part : blocks.make(i)) {
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
        }
        return blocks;
    }

    private static Source from(byte[] all) {
        return (offset, out, length) -> System.arraycopy(all, (int) offset, out, 0, length);
    }

    /** The first quarter of these blocks, in memory. */
    AuditBlocks inMemory() {
        return inMemory(scheme, catalogue.size() / 4, payload);
    }

    private List<byte[]> make(int number) {
        byte[] id = ByteBuffer.allocate(16).putInt(number).array();
        catalogue.add(new AuditedBlock(new BlockId(Id16.of(id)), number + 1, 1, payload));
        byte[] data = noise(number, payload);
        Marks marks = scheme.owner(KEY).mark(blockKey(catalogue.getLast()), data, payload);
        kept.add(marks.kept());
        return List.of(marks.tags(), data);
    }

    static byte[] noise(int seed, int length) {
        byte[] noise = new byte[length];
        new SplittableRandom(seed).nextBytes(noise);
        return noise;
    }

    List<AuditedBlock> catalogue() {
        return catalogue;
    }

    private long begin(AuditedBlock block) {
        return (block.sequence() - 1) * (tags + payload);
    }

    @Override
    public byte[] header(AuditedBlock block) {
        throw new UnsupportedOperationException("these blocks have no headers");
    }

    @Override
    public byte[] tags(AuditedBlock block) throws IOException {
        byte[] out = new byte[tags];
        source.read(begin(block), out, tags);
        return out;
    }

    @Override
    public void tag(AuditedBlock block, int piece, byte[] out) throws IOException {
        source.read(begin(block) + 16L * piece, out, 16);
    }

    @Override
    public void payload(AuditedBlock block, int offset, int length, byte[] out) throws IOException {
        source.read(begin(block) + tags + offset, out, length);
    }

    @Override
    public byte[] blockKey(AuditedBlock block) {
        return ByteBuffer.allocate(32).putLong(block.sequence()).array();
    }

    @Override
    public byte[] kept(AuditedBlock block, int piece) {
        int length = scheme.shape().kept();
        return Arrays.copyOfRange(kept.get((int) block.sequence() - 1), piece * length, (piece + 1) * length);
    }

    @Override
    public Optional<Sealed> sealed(AuditedBlock block, byte[] header) {
        throw new UnsupportedOperationException("these blocks have no headers");
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
