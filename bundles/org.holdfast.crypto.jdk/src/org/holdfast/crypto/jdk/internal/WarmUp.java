// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk.internal;

import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;

/**
 * Makes HotSpot compile a cipher before the first real byte. What counts is the number of calls, not of bytes (see
 * {@link PieceCipher}): many short messages compile the ciphers' cores, some of two pieces the way there. Fixed counts,
 * so it takes what it takes: some 0.25 s of CPU time for GCM and then CTR together, compiler threads included, and the
 * first 64 MiB run at full speed. Without it they took a second at 0.05 GB/s. (Zen 3, JDK 25; tried 256 to 8,192 bytes
 * and 1,500 to 6,000 messages: shorter ones never reach the cores, longer ones cost more than they give.)
 */
public final class WarmUp {
    private static final byte[] NOTHING = new byte[0];

    private WarmUp() {}

    /** Seals and opens under a key that is used for nothing else. */
    public static void run(CipherSuite suite) {
        exchange(suite, 3_000, 512);
        exchange(suite, 300, 20 * 1024);
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
