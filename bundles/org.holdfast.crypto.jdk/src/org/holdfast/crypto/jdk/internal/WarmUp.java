// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk.internal;

import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;

/**
 * Makes HotSpot compile a cipher before the first real byte. What counts is the number of calls, not of bytes (see
 * {@link PieceCipher}): many short messages compile the ciphers' cores, those of two pieces the way there. Fixed counts,
 * so it takes what it takes: 0.3 to 0.6 s of CPU time for each AES suite, compiler threads included; then the first
 * 64 MiB run at 0.65 to 1 of full speed. Without it they ran at 0.05 GB/s, for more than a second. (Intel Xeon, JDK 25, two
 * busy cores; {@code ./build bench cold}. With 300 long messages instead of 1,000 CTR sometimes began at a fifth of its
 * speed; more short messages, or shorter ones, changed nothing for the better.)
 */
public final class WarmUp {
    private static final byte[] NOTHING = new byte[0];

    private WarmUp() {}

    /** Does it on a thread of its own, one suite after the other, as the node's start need not wait for it. */
    public static void inBackground(CipherSuite suite) {
        Thread.ofPlatform().daemon().name("warm-up-" + suite.id()).start(() -> {
            synchronized (WarmUp.class) {
                run(suite);
            }
        });
    }

    /** Seals and opens under a key that is used for nothing else. */
    public static void run(CipherSuite suite) {
        exchange(suite, 3_000, 512);
        exchange(suite, 1_000, 20 * 1024);
    }

    private static void exchange(CipherSuite suite, int messages, int length) {
        byte[] key = new byte[suite.keyLength()];
        byte[] nonce = new byte[PieceCipher.NONCE_LENGTH];
        byte[] plain = new byte[length];
        byte[] sealed = new byte[length + suite.overhead()];
        Sealer sealer = suite.sealer(key);
        Opener opener = suite.opener(key);
        for (int message = 0; message < messages; message++) {
            nonce[0] = (byte) message;
            nonce[1] = (byte) (message >> Byte.SIZE);
            sealer.seal(nonce, NOTHING, plain, 0, length, sealed, 0);
            opener.open(nonce, NOTHING, sealed, 0, sealed.length, plain, 0);
        }
    }
}
