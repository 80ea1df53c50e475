// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.crypto.jdk.AesGcmSuite;
import org.holdfast.crypto.jdk.ChaCha20Poly1305Suite;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Sealer;

/**
 * What Java costs: the kernels that the JDK has, against OpenSSL's on the same machine, in turns, so that a disturbance
 * hits both. The median of the rounds' ratios counts.
 */
final class AgainstOpenSsl {
    private static final int LENGTH = 64 << 10;
    private static final int ROUNDS = 7;
    private static final byte[] NOTHING = new byte[0];

    /** @param goal the ratio wanted, 0 for none */
    private record Pair(Subject ours, List<String> theirs, double goal) {}

    private AgainstOpenSsl() {}

    /** Prints a markdown table; takes about a minute. */
    static void print() throws IOException, InterruptedException, GeneralSecurityException {
        System.out.printf(
                "Java %s, %s; 64 KiB a message, one thread, CPU time, medians of %d rounds; GB/s of 10⁹ bytes%n%n",
                Runtime.version(), OpenSsl.version(), ROUNDS);
        System.out.println(
                "| kernel | JDK | OpenSSL | ratio | lowest and highest | goal |\n" + "|---|---:|---:|---:|---:|---|");
        for (Pair pair : pairs()) {
            print(pair);
        }
    }

    private static void print(Pair pair) throws IOException, InterruptedException {
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            theirs[round] = OpenSsl.speed(pair.theirs(), LENGTH);
            ours[round] = new Stopwatch(5).measure(List.of(pair.ours()))[0];
            ratios[round] = ours[round] / theirs[round];
        }
        List.of(ours, theirs, ratios).forEach(Arrays::sort);
        double ratio = ratios[ROUNDS / 2];
        String verdict = ratio >= pair.goal() ? "met" : "missed";
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f | %.2f to %.2f | %s |%n",
                pair.ours().name(),
                ours[ROUNDS / 2],
                theirs[ROUNDS / 2],
                ratio,
                ratios[0],
                ratios[ROUNDS - 1],
                pair.goal() == 0 ? "–" : String.format(Locale.ROOT, "%.1f: %s", pair.goal(), verdict));
    }

    private static List<Pair> pairs() throws GeneralSecurityException {
        var gcm = new AesGcmSuite();
        gcm.warmUp();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        Mac hmac = Mac.getInstance("HmacSHA256");
        hmac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        byte[] message = new byte[LENGTH];
        return List.of(
                new Pair(sealing(gcm), List.of("-evp", "aes-256-gcm"), 0.8),
                new Pair(new Subject("SHA-256", LENGTH, () -> sha256.digest(message)), List.of("-evp", "sha256"), 0.9),
                new Pair(
                        new Subject("HMAC-SHA256", LENGTH, () -> hmac.doFinal(message)),
                        List.of("-hmac", "sha256"),
                        0.9),
                new Pair(sealing(new ChaCha20Poly1305Suite()), List.of("-evp", "chacha20-poly1305"), 0));
    }

    private static Subject sealing(CipherSuite suite) {
        byte[] nonce = new byte[12];
        byte[] plain = new byte[LENGTH];
        byte[] sealed = new byte[LENGTH + suite.overhead()];
        Sealer sealer = suite.sealer(new byte[suite.keyLength()]);
        return new Subject(suite.id() + ", seal", LENGTH, () -> {
            CipherSubjects.countUp(nonce);
            sealer.seal(nonce, NOTHING, plain, 0, LENGTH, sealed, 0);
        });
    }
}
