// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Asks the openssl command how fast it is: {@code speed} in the form for machines, which counts CPU time, too. */
final class OpenSsl {
    private OpenSsl() {}

    /** @return GB (10⁹ bytes) a second, with messages of {@code length} bytes */
    static double speed(List<String> what, int length) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of("openssl", "speed", "-mr", "-seconds", "1", "-bytes", Integer.toString(length)),
                        what.stream())
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        // +F:number:name:bytes a second
        return output.lines()
                .filter(line -> line.startsWith("+F:"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(':') + 1)) / 1e9)
                .findFirst()
                .orElseThrow(() -> new IOException(command + " ended with " + process.exitValue() + ": " + output));
    }

    /** What it calls itself. */
    static String version() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("openssl", "version").start();
        String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return version;
    }
}
