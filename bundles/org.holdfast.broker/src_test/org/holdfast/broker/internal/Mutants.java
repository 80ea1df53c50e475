// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Bytes that are nearly right. */
final class Mutants {
    private Mutants() {}

    static byte[] of(List<byte[]> seeds, RandomGenerator random) {
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        for (int changes = random.nextInt(3); changes >= 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(64));
            }
        }
        return bytes;
    }
}
