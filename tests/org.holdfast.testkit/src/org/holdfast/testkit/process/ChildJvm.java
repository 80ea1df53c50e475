// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM of its own that runs a main class, to be killed without warning. What it prints is read line by line; its
 * errors go to this process's. Closing kills it.
 */
public final class ChildJvm implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private final Process process;
    private final BufferedReader lines;

    private ChildJvm(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * @param main the class to run
     * @param needs classes whose jars or folders it needs, besides its own. Not the class path of this JVM: test
     *     runners load tests through class loaders of their own
     * @param arguments of the main method
     */
    public static ChildJvm start(Class<?> main, List<Class<?>> needs, List<String> arguments) throws IOException {
        return start(List.of(), main, needs, arguments);
    }

    /** The same behind a command that starts it, such as {@code unshare}. */
    public static ChildJvm start(List<String> prefix, Class<?> main, List<Class<?>> needs, List<String> arguments)
            throws IOException {
        String classPath = Stream.concat(Stream.of(main), needs.stream())
                .map(ChildJvm::location)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath, main.getName()));
        command.addAll(arguments);
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the class path holds no file: " + type, e);
        }
    }

    /** The next line that it printed; empty at its end. */
    public Optional<String> line() throws IOException {
        return Optional.ofNullable(lines.readLine());
    }

    /** Kills it (SIGKILL); answers the lines that it had printed and nobody had read. */
    public List<String> kill() throws IOException, InterruptedException {
        // By its handle: Process.destroyForcibly would close the stream, too.
        process.toHandle().destroyForcibly();
        List<String> rest = lines.lines().toList();
        awaitEnd();
        return rest;
    }

    /** Its exit status, once it ended by itself. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("process " + process.pid() + " does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        lines.close();
    }
}
