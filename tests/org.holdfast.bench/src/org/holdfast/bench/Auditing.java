// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.holdfast.audit.aggregate.AggregateScheme;
import org.holdfast.audit.rsa.RsaFourPrimes;
import org.holdfast.audit.rsa.RsaScheme;
import org.holdfast.audit.rsa.RsaThreePrimes;
import org.holdfast.core.audit.HeldFiles;
import org.holdfast.model.Digest;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Draw;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Judgement;

/**
 * What an audit costs: tags of a payload, the proof of 460 pieces of half a gigabyte from memory and from files, judging
 * it; and the RSA schemes. CPU time is that of one thread, which has others read files.
 */
final class Auditing {
    private static final int SAMPLES = 460;
    private static final int BLOCKS = 400;
    private static final int PAYLOAD = 5 << 18;
    private static final int RSA_SAMPLES = 460;
    private static final int ROUNDS = 31;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Auditing() {}

    static void print() throws IOException {
        System.out.printf("Java %s%n%n| what | GB/s |%n|---|---:|%n", Runtime.version());
        tags();
        System.out.printf(
                "%n| what | first time, CPU ms | median of %d, CPU ms | wall ms |%n|---|---:|---:|---:|%n", ROUNDS);
        aggregate();
        Map.of(2, new RsaScheme(), 3, new RsaThreePrimes(), 4, new RsaFourPrimes()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> rsa(each.getKey(), each.getValue()));
    }

    private static void tags() {
        byte[] payload = AuditBlocks.noise(1, PAYLOAD);
        var owner = new AggregateScheme().owner(new byte[32]);
        Subject subject = new Subject("tags of 1.25 MiB", PAYLOAD, () -> owner.mark(new byte[32], payload, PAYLOAD));
        double speed = new Stopwatch(15).measure(List.of(subject))[0];
        System.out.printf(Locale.ROOT, "| %s | %.2f |%n", subject.name(), speed);
    }

    private static void aggregate() throws IOException {
        AuditScheme scheme = new AggregateScheme();
        AuditBlocks memory = new AuditBlocks(scheme, BLOCKS / 4, PAYLOAD);
        String prove = "aggregate-v1: prove " + SAMPLES + " pieces from ";
        try (AuditFiles files = new AuditFiles(scheme, BLOCKS, PAYLOAD)) {
            row(
                    "draw " + SAMPLES + " pieces of " + (BLOCKS * (PAYLOAD >> 12)),
                    seed -> draw(scheme, files.catalogue(), seed, SAMPLES));
            row(prove + "memory", seed -> prove(scheme, draw(scheme, memory.catalogue(), seed, SAMPLES), memory));
            row(prove + BLOCKS + " files in the cache", seed -> prove(scheme, files, seed));
            row(prove + BLOCKS + " files on the disk", seed -> files.forget(), seed -> prove(scheme, files, seed));
            alone(scheme, files, false, 1);
            alone(scheme, files, false, 16);
            alone(scheme, files, true, 16);
        }
        Challenge challenge = draw(scheme, memory.catalogue(), 1, SAMPLES);
        byte[] proof = prove(scheme, challenge, memory);
        row("aggregate-v1: judge " + SAMPLES + " pieces", seed -> judge(scheme, challenge, proof, memory));
    }

    private static void alone(AuditScheme scheme, AuditFiles files, boolean tags, int threads) {
        row(
                "the disk alone: " + SAMPLES + " pieces" + (tags ? " and their tags" : "") + " by " + threads
                        + " threads",
                seed -> files.forget(),
                seed -> files.readAlone(
                        draw(scheme, files.catalogue(), seed, SAMPLES).samples(), tags, threads));
    }

    private static void prove(AuditScheme scheme, AuditFiles files, int seed) {
        try (HeldFiles held = files.held()) {
            prove(scheme, draw(scheme, files.catalogue(), seed, SAMPLES), held);
        }
    }

    private static void rsa(int primes, AuditScheme scheme) {
        AuditBlocks blocks = new AuditBlocks(scheme, 4, 512 << 10);
        Challenge challenge = draw(scheme, blocks.catalogue(), 1, RSA_SAMPLES);
        String name = scheme.id() + ", " + primes + " primes: ";
        byte[] proof = prove(scheme, challenge, blocks);
        if (primes == 2) {
            row(name + "prove " + RSA_SAMPLES + " pieces", seed -> prove(scheme, challenge, blocks));
        }
        row(name + "judge", seed -> judge(scheme, challenge, proof, blocks));
    }

    private static Challenge draw(AuditScheme scheme, List<AuditedBlock> catalogue, int seed, int count) {
        byte[] random = ByteBuffer.allocate(32).putInt(seed).array();
        return Draw.challenge(Digest.of(random), scheme.shape(), catalogue, count);
    }

    private static byte[] prove(AuditScheme scheme, Challenge challenge, HeldBlocks blocks) {
        var proof = new ByteArrayOutputStream();
        try {
            scheme.prove(challenge, scheme.owner(AuditBlocks.KEY).parameters(), blocks, proof);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return proof.toByteArray();
    }

    private static void judge(AuditScheme scheme, Challenge challenge, byte[] proof, AuditBlocks blocks) {
        Judge judge = scheme.owner(AuditBlocks.KEY).judge(challenge, blocks);
        judge.accept(ByteBuffer.wrap(proof));
        if (!(judge.judgement() instanceof Judgement.Proved)) {
            throw new IllegalStateException("an honest proof is judged wrong");
        }
    }

    private interface Work {
        void run(int seed);
    }

    private static void row(String what, Work work) {
        row(what, seed -> {}, work);
    }

    /** @param before is not counted */
    private static void row(String what, Work before, Work work) {
        double[] cpu = new double[ROUNDS];
        double[] wall = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            before.run(round);
            long start = System.nanoTime();
            long spent = THREADS.getCurrentThreadCpuTime();
            work.run(round);
            cpu[round] = (THREADS.getCurrentThreadCpuTime() - spent) / 1e6;
            wall[round] = (System.nanoTime() - start) / 1e6;
        }
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.2f | %.2f |%n", what, cpu[0], median(cpu), median(wall));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
