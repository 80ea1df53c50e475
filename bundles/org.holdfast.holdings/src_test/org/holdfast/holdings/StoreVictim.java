// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.BlockStore.Receiving;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Id16;

/** Stores blocks without end, several at a time, and prints what was acknowledged, until it is killed. */
final class StoreVictim {
    /** What such a process needs on its class path. */
    static final List<Class<?>> NEEDS =
            List.of(FileBlockStore.class, BlockStore.class, ByteCount.class, org.slf4j.LoggerFactory.class);

    static final AgreementId AGREEMENT = new AgreementId(new Id16(7, 7));
    private static final int PIECE = 10_000;
    private static final int THREADS = 3;

    private StoreVictim() {}

    /** @param arguments the store's folder, and the number of the first block */
    public static void main(String[] arguments) {
        FileBlockStore store = FileBlockStore.open(Path.of(arguments[0]), ByteCount.ZERO);
        long first = Long.parseLong(arguments[1]);
        for (int thread = 0; thread < THREADS; thread++) {
            long start = first + thread;
            Thread.ofPlatform().start(() -> {
                for (long number = start; ; number += THREADS) {
                    put(store, number);
                    System.out.println(number + " .");
                }
            });
        }
    }

    private static void put(FileBlockStore store, long number) {
        byte[] content = content(number);
        try (Receiving receiving = store.begin(AGREEMENT, block(number), ByteCount.of(content.length))) {
            for (int at = 0; at < content.length; at += PIECE) {
                receiving.write(ByteBuffer.wrap(content, at, Math.min(PIECE, content.length - at)));
            }
            receiving.commit();
        }
    }

    static BlockId block(long number) {
        return new BlockId(new Id16(number * 0x9E37_79B9_7F4A_7C15L, number));
    }

    /** Different for every number, some 60 KB. */
    static byte[] content(long number) {
        SplittableRandom random = new SplittableRandom(number);
        byte[] content = new byte[random.nextInt(1, 120_000)];
        random.nextBytes(content);
        return content;
    }
}
