// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How fast the ciphers are in a process that has just begun: a Java of its own for each, warmed up as in the
 * framework, or not at all. One subject after the other in one process would measure what the first has warmed.
 */
final class ColdStart {
    private ColdStart() {}

    /** Prints a markdown table. */
    static void print() throws IOException, InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "Frames of 60 KiB in a fresh process; GB/s of CPU time of the working thread; warm-up in CPU seconds of"
                        + " the whole process%n%n");
        System.out.println("| cipher | warm-up | CPU s | seal: first 64 MiB | later | share "
                + "| open: first 64 MiB | later | share |\n|---|---|---:|---:|---:|---:|---:|---:|---:|");
        for (ColdCipher.Start start : ColdCipher.Start.values()) {
            System.out.print(row(start));
        }
    }

    private static String row(ColdCipher.Start start) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ColdCipher.class.getName(),
                        start.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String row = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("measuring " + start + " ended with " + process.exitValue());
        }
        return row;
    }
}
