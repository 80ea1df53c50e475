// SPDX-License-Identifier: EPL-2.0
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * {@code RuntimeImage INSTALLATION MODULES}: gives an assembled product for Linux a Java of its own, in {@code jre}: the
 * modules named (with commas between them) of the JDK that builds, linked by jlink, and the JVM's archive of their classes
 * for compact object headers, which all our programs use. Class files and line numbers stay as they are; of the JDK's
 * programs only {@code java} and {@code keytool} stay, and all of its licence texts.
 *
 * <p>The file {@code jre/loader} names the program loader that this Java needs; where a machine has none of this name (of
 * another processor, or without glibc), lib/java.sh looks for an installed Java.
 */
final class RuntimeImage {
    private static final List<String> PROGRAMS = List.of("java", "keytool");

    private RuntimeImage() {}

    public static void main(String[] arguments) throws Exception {
        Path jre = Path.of(arguments[0]).resolve("jre");
        if (!System.getProperty("os.name").equals("Linux")) {
            System.out.println("no Java is put into the archive for Linux: that takes a build on Linux");
            return;
        }
        delete(jre);
        link(jre, arguments[1]);
        keepPrograms(jre.resolve("bin"));
        Files.writeString(jre.resolve("loader"), loader() + "\n");
        archive(jre);
        System.out.println(jre + " is Java " + Runtime.version() + " of " + bytes(jre) / 1_000_000 + " MB");
    }

    private static void link(Path jre, String modules) {
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IllegalStateException(
                        System.getProperty("java.home") + " has no jlink; build with a whole JDK"));
        var said = new StringWriter();
        var out = new PrintWriter(said);
        int status = jlink.run(
                out, out, "--add-modules", modules, "--no-header-files", "--no-man-pages", "--output", jre.toString());
        if (status != 0) {
            throw new IllegalStateException("jlink could not make a runtime of " + System.getProperty("java.home")
                    + ". It needs a JDK that can be linked (as Temurin's) or its jmods (in some distributions a package"
                    + " of their own). It said: " + said);
        }
    }

    private static void keepPrograms(Path bin) throws IOException {
        try (Stream<Path> programs = Files.list(bin)) {
            for (Path each : programs.toList()) {
                if (!PROGRAMS.contains(each.getFileName().toString())) {
                    Files.delete(each);
                }
            }
        }
    }

    private static String loader() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> "/lib64/ld-linux-x86-64.so.2";
            case "aarch64" -> "/lib/ld-linux-aarch64.so.1";
            default -> "/";
        };
    }

    private static void archive(Path jre) throws IOException, InterruptedException {
        run(List.of(jre.resolve("bin/java").toString(), "-Xshare:dump", "-XX:+UseCompactObjectHeaders"));
    }

    /** Runs a program and shows what it says only if it fails. */
    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(command + " ended with " + process.exitValue() + ": " + said);
        }
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(each -> each.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
