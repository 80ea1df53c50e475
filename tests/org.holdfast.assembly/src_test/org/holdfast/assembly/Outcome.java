// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** How a program ended, and what it printed. */
record Outcome(int status, String output, String error) {
    private static final long LONGEST_SECONDS = 120;

    static Outcome of(ProcessBuilder program) throws IOException, InterruptedException {
        Path output = Files.createTempFile("output", ".txt");
        Path error = Files.createTempFile("error", ".txt");
        try {
            Process process = program.redirectOutput(output.toFile())
                    .redirectError(error.toFile())
                    .start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IOException(program.command() + " did not end within " + LONGEST_SECONDS + " s");
            }
            return new Outcome(process.exitValue(), text(output), text(error));
        } finally {
            Files.delete(output);
            Files.delete(error);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
