// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.holdfast.crypto.jdk.AesCtrSuite;
import org.holdfast.crypto.jdk.AesGcmSuite;
import org.holdfast.crypto.jdk.ChaCha20Poly1305Suite;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;

/** The process that {@link ColdStart} starts. Argument: the name of a {@link Start}. */
final class ColdCipher {
    private static final int FRAME = 60 << 10;
    private static final long PART = 64 << 20;
    private static final int LATER = 8;
    private static final byte[] NOTHING = new byte[0];

    /** A cipher, and how it comes to be used: the framework calls what is to be called at activation. */
    enum Start {
        GCM("at activation", () -> {
            var suite = new AesGcmSuite();
            suite.warmUp();
            return suite;
        }),
        GCM_COLD("none", AesGcmSuite::new),
        CTR("at activation", () -> {
            var suite = new AesCtrSuite();
            suite.warmUp();
            return suite;
        }),
        CTR_COLD("none", AesCtrSuite::new),
        CHACHA("at first use", ChaCha20Poly1305Suite::new);

        private final String warmUp;
        private final Supplier<CipherSuite> suite;

        Start(String warmUp, Supplier<CipherSuite> suite) {
            this.warmUp = warmUp;
            this.suite = suite;
        }
    }

    private ColdCipher() {}

    public static void main(String[] arguments) {
        Start start = Start.valueOf(arguments[0]);
        double before = processSeconds();
        CipherSuite suite = start.suite.get();
        byte[] key = new byte[suite.keyLength()];
        Sealer sealer = suite.sealer(key);
        Opener opener = suite.opener(key);
        double spent = processSeconds() - before;
        byte[] nonce = new byte[12];
        byte[] plain = new byte[FRAME];
        byte[] sealed = new byte[FRAME + suite.overhead()];
        String sealing = parts(() -> {
            CipherSubjects.countUp(nonce);
            sealer.seal(nonce, NOTHING, plain, 0, FRAME, sealed, 0);
        });
        String opening = parts(() -> CipherSubjects.open(opener, nonce, sealed, plain));
        System.out.printf(
                Locale.ROOT, "| %s | %s | %.2f | %s | %s |%n", suite.id(), start.warmUp, spent, sealing, opening);
    }

    private static String parts(Runnable frame) {
        double first = speed(frame);
        double[] later = new double[LATER];
        for (int i = 0; i < LATER; i++) {
            later[i] = speed(frame);
        }
        Arrays.sort(later);
        double median = later[LATER / 2];
        return String.format(Locale.ROOT, "%.2f | %.2f | %.2f", first, median, first / median);
    }

    private static double speed(Runnable frame) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long done = 0;
        for (; done < PART; done += FRAME) {
            frame.run();
        }
        return (double) done / (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }

    private static double processSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }
}
