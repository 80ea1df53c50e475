// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.holdfast.node.control.SnapshotReport;

/**
 * What a backup costs that finds nothing changed: four whole nodes in this process back up 60,000 files of some bytes
 * again and again. Arguments: a folder that is empty, number of runs (8). Figures in docs/benchmarks.md.
 */
public final class UnchangedRun {
    private static final int FOLDERS = 600;
    private static final int FILES = 100;

    private UnchangedRun() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Path data = folder.resolve("tree");
        for (int d = 0; d < FOLDERS; d++) {
            Path at = Files.createDirectories(data.resolve("d" + d));
            for (int f = 0; f < FILES; f++) {
                Files.writeString(at.resolve("f" + f), d + " " + f + "\n");
            }
        }
        Thread.sleep(3000); // what changed within two seconds of a scan is read again
        try (TestConfederation all = new TestConfederation(folder, 4).start("2+1")) {
            all.owner().source(data).backup();
            Thread.sleep(3000);
            for (int run = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8; run > 0; run--) {
                measure(all.owner());
            }
        }
    }

    private static void measure(TestNode owner) {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long begun = System.nanoTime();
        long used = process.getProcessCpuTime();
        SnapshotReport made = owner.backup();
        System.out.printf(
                Locale.ROOT,
                "%d files, %d new bytes: %.2f s, %.2f s of CPU in the whole process; %s%n",
                made.files(),
                made.newBytes(),
                (System.nanoTime() - begun) / 1e9,
                (process.getProcessCpuTime() - used) / 1e9,
                made.stages().getFirst());
    }
}
