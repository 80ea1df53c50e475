// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.holdfast.core.port.BlockStore.Receiving;
import org.holdfast.holdings.internal.Reserve;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;

/** Fills a small file system with one block too large for it, says what came of it, and stores one that fits. */
final class FullDisk {
    private static final int PIECE = 64 * 1024;

    private FullDisk() {}

    /** @param arguments a folder on the small file system */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        // The first look at the space misleads, as if somebody else filled the disk at the same moment.
        boolean[] looked = {false};
        Reserve reserve = new Reserve(
                root,
                () -> {
                    boolean first = !looked[0];
                    looked[0] = true;
                    return first ? Long.MAX_VALUE : Files.getFileStore(root).getUsableSpace();
                },
                ByteCount.ZERO);
        FileBlockStore store = FileBlockStore.open(root, reserve);
        try {
            put(store, 1, 4 << 20);
        } catch (HoldfastException e) {
            System.out.println(e.code());
        }
        try (Stream<Path> all = Files.walk(root)) {
            System.out.println("files " + all.filter(Files::isRegularFile).count());
        }
        put(store, 2, 1 << 20);
        System.out.println("stored");
    }

    private static void put(FileBlockStore store, int number, int bytes) {
        AgreementId agreement = new AgreementId(new Id16(1, 1));
        BlockId block = new BlockId(new Id16(number, number));
        try (Receiving receiving = store.begin(agreement, block, ByteCount.of(bytes))) {
            for (int left = bytes; left > 0; left -= PIECE) {
                receiving.write(ByteBuffer.allocate(PIECE));
            }
            receiving.commit();
        }
    }
}
