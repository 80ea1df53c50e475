// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls;

import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.transport.Link;
import org.holdfast.testkit.transport.TestKeys;

/**
 * Measures links between two JVMs on the loopback interface, by hand: {@code TlsThroughput [LINKS [MEGABYTES]]}. Prints
 * MB/s and the CPU seconds of both ends per GB for each of four rounds, of which the first is cold.
 */
final class TlsThroughput {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int ROUNDS = 4;

    private TlsThroughput() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("receive")) {
            receive(Integer.parseInt(args[1]));
            return;
        }
        int links = args.length > 0 ? Integer.parseInt(args[0]) : 4;
        long megabytes = args.length > 1 ? Long.parseLong(args[1]) : 1_000;
        Process receiver = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TlsThroughput.class.getName(),
                        "receive",
                        String.valueOf(links))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answers = receiver.inputReader()) {
            NodeAddress address = new NodeAddress("127.0.0.1", Integer.parseInt(answers.readLine()));
            for (int round = 1; round <= ROUNDS; round++) {
                measure(round, links, megabytes, address, answers);
            }
        } finally {
            receiver.destroy();
        }
    }

    private static void measure(int round, int links, long megabytes, NodeAddress address, BufferedReader answers)
            throws Exception {
        long cpu = cpuNanos();
        long start = System.nanoTime();
        sendAll(address, links, megabytes * 1_000_000 / links);
        double receiverCpu = Long.parseLong(answers.readLine()) / 1e9;
        double seconds = (System.nanoTime() - start) / 1e9;
        double senderCpu = (cpuNanos() - cpu) / 1e9;
        System.out.printf(
                "round %d, %d links, %d MB: %.0f MB/s, CPU-s per GB: %.2f sending, %.2f receiving%n",
                round,
                links,
                megabytes,
                megabytes / seconds,
                senderCpu * 1_000 / megabytes,
                receiverCpu * 1_000 / megabytes);
    }

    private static void sendAll(NodeAddress address, int links, long bytesEach) throws Exception {
        TlsTransport transport = new TlsTransport();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < links; i++) {
                sending.add(senders.submit(() -> {
                    try (Link link = transport.connect(address, TestKeys.deviceKey(), Optional.empty(), PATIENCE)) {
                        ByteBuffer header = ByteBuffer.allocate(64);
                        ByteBuffer block = ByteBuffer.wrap(new byte[256 * 1024]);
                        for (long sent = 0; sent < bytesEach; sent += block.capacity()) {
                            link.send(header, block);
                        }
                    }
                }));
            }
            for (Future<?> each : sending) {
                each.get();
            }
        }
    }

    private static void receive(int links) throws Exception {
        Semaphore ended = new Semaphore(0);
        var listener = new TlsTransport()
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TestKeys.deviceKey(), link -> {
                    while (link.receive(PATIENCE).isPresent()) {
                        // only counting time
                    }
                    ended.release();
                });
        System.out.println(listener.port());
        for (int round = 1; round <= ROUNDS; round++) {
            long cpu = cpuNanos();
            ended.acquire(links);
            System.out.println(cpuNanos() - cpu);
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
