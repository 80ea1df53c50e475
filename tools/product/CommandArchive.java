// SPDX-License-Identifier: EPL-2.0
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code CommandArchive INSTALLATION...}: makes the holdfast command quick. Libraries with classes of a format that the JVM
 * does not archive get copies in {@code lib/cli} ({@link CurrentClasses}), beside our own bundles. An installation with a
 * Java of its own gets {@code jre/lib/cli.jsa}, the JVM's archive of the classes that the command uses, so that the first
 * command after unpacking is as quick as the later ones.
 *
 * <p>Which classes say practice runs of some commands, most of them against a stand-in for a node in this process. What
 * they miss is only slower. The JVM takes an archive only with the jars that it was made from, by name, length and time
 * (in seconds), wherever the installation lies: so jars and archive get one time, and bin/holdfast looks whether they still
 * have it.
 */
final class CommandArchive {
    private static final String STATUS = """
            {"type":"status","safe":true,"protection":"FULL","state":"IDLE","reasons":["a","b"],"loss_per_year":1e-9,\
            "limited_by":"partners","name":"n","confederation":"c","code":"2+1","partners":3,"partners_wanted":3,\
            "partners_reachable":3,"last_snapshot_time":"2026-01-01T00:00:00Z","last_audit":"a","held_bytes":1048576,\
            "sheet_sealed":false,"escrow":"kept"}
            """;
    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("help"),
            List.of("help", "backup"),
            List.of("wrong"),
            List.of("status"),
            List.of("status", "--json"),
            List.of("backup"),
            List.of("source", "list"),
            List.of("snapshots"),
            List.of("partner", "list"),
            List.of("config", "list"),
            List.of("plugin", "list"),
            List.of("log"));

    private static final int LONGEST_SECONDS = 120;

    private final Path installation;
    private final List<Path> jars;
    private final Path work;

    private CommandArchive(Path installation, Path work) throws IOException {
        this.installation = installation;
        this.work = work;
        jars = jars(installation);
    }

    public static void main(String[] arguments) throws Exception {
        for (String each : arguments) {
            Path installation = Path.of(each).toAbsolutePath();
            renew(installation);
            if (Files.exists(installation.resolve("jre"))) {
                write(installation);
            }
        }
    }

    private static void renew(Path installation) throws IOException {
        for (Path jar : jars(installation)) {
            Path copy = installation.resolve("lib/cli").resolve(jar.getFileName());
            if (!jar.equals(copy) && CurrentClasses.isOld(jar)) {
                CurrentClasses.copy(jar, copy);
            }
        }
    }

    private static void write(Path installation) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("holdfast-archive");
        try {
            new CommandArchive(installation, work).write();
        } finally {
            try (Stream<Path> all = Files.walk(work)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** In the order of bin/holdfast, which finds the same ones. */
    private static List<Path> jars(Path installation) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String bundle : Files.readAllLines(installation.resolve("lib/cli.bundles"))) {
            try (Stream<Path> all =
                    Stream.of("lib/cli", "plugins").flatMap(folder -> list(installation.resolve(folder)))) {
                jars.add(all.filter(jar -> jar.getFileName().toString().startsWith(bundle + "_"))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("there is no jar of " + bundle)));
            }
        }
        return jars;
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() throws IOException, InterruptedException {
        FileTime time = FileTime.from(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        for (Path jar : jars) {
            Files.setLastModifiedTime(jar, time);
        }
        Path classes = Files.write(work.resolve("classes"), classes());
        Path archive = installation.resolve("jre/lib/cli.jsa");
        java(
                0,
                List.of(
                        "-Xshare:dump",
                        "-XX:+AOTClassLinking",
                        "-XX:SharedClassListFile=" + classes,
                        "-XX:SharedArchiveFile=" + archive),
                List.of());
        Files.setLastModifiedTime(archive, time);
        System.out.println(archive + " has " + Files.size(archive) / 1_000_000 + " MB");
    }

    private Set<String> classes() throws IOException, InterruptedException {
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/", call -> {
            byte[] answer = STATUS.getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().add("Content-Type", "application/x-ndjson");
            call.sendResponseHeaders(200, 0);
            call.getResponseBody().write(answer);
            call.close();
        });
        node.start();
        try {
            Files.createDirectories(work.resolve("home/identity"));
            Files.createDirectories(work.resolve("home/run"));
            Files.writeString(work.resolve("home/run/token"), "token\n");
            Files.writeString(
                    work.resolve("home/run/control"),
                    node.getAddress().getPort() + " " + ProcessHandle.current().pid() + "\n");
            Set<String> classes = new LinkedHashSet<>();
            for (List<String> each : COMMANDS) {
                Path list = work.resolve("list");
                List<String> command = new ArrayList<>(List.of("org.holdfast.cli.main.Main"));
                command.addAll(each);
                java(-1, List.of("-Xshare:auto", "-XX:DumpLoadedClassList=" + list), command);
                Files.readAllLines(list).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.replaceFirst(" id: [0-9]+$", "")) // each run counts anew
                        .forEach(classes::add);
            }
            return classes;
        } finally {
            node.stop(0);
        }
    }

    /** @param expected status; any if it is negative: a practice run may end as it likes */
    private void java(int expected, List<String> options, List<String> program)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(installation.resolve("jre/bin/java").toString()));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dholdfast.install=" + installation));
        command.addAll(options);
        command.addAll(List.of(
                "-cp", String.join(":", jars.stream().map(Path::toString).toList())));
        command.addAll(program);
        Path said = work.resolve("said");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("HOLDFAST_HOME", work.resolve("home").toString());
        Process process = builder.start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IOException(command + " did not end within " + LONGEST_SECONDS + " s");
        }
        if (expected >= 0 && process.exitValue() != expected) {
            throw new IOException(command + " ended with " + process.exitValue() + ": " + Files.readString(said));
        }
    }
}
