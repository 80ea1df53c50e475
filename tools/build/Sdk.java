// SPDX-License-Identifier: EPL-2.0
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * {@code Sdk ROOT ZIP}: what an author of plug-ins needs, from bundles that are built. A Maven repository of contracts,
 * model and test kit with their sources, the guide, and the samples.
 */
final class Sdk {
    private static final String TOP = "holdfast-sdk/";
    private static final String GROUP = TOP + "repository/org/holdfast/";

    /** Contracts of what nobody replaces; they would need the node's inner bundles. */
    private static final Predicate<String> INNER = name -> name.startsWith("org/holdfast/testkit/store/");

    /** Always the same, so that equal contents are an equal file. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private record Library(String name, String folder, List<String> dependencies) {}

    private final Path root;
    private final String version;
    private final Map<String, byte[]> entries = new TreeMap<>();

    private Sdk(Path root) throws IOException {
        this.root = root;
        this.version = first("<version>([0-9.]+)(?:-SNAPSHOT)?</version>", root.resolve("pom.xml"));
    }

    public static void main(String[] arguments) throws IOException {
        Sdk sdk = new Sdk(Path.of(arguments[0]).toAbsolutePath());
        String junit = first("<junit.version>(.+)</junit.version>", sdk.root.resolve("pom.xml"));
        String model = sdk.ours("org.holdfast.model");
        String spi = sdk.ours("org.holdfast.spi");
        String api = dependency("org.junit.jupiter", "junit-jupiter-api", junit);
        sdk.add(new Library("org.holdfast.model", "bundles", List.of()));
        sdk.add(new Library("org.holdfast.spi", "bundles", List.of(model)));
        sdk.add(new Library("org.holdfast.format", "bundles", List.of(model, spi)));
        sdk.add(new Library(
                "org.holdfast.testkit", "tests", List.of(model, spi, sdk.ours("org.holdfast.format"), api)));
        sdk.addTree(sdk.root.resolve("docs/samples"), TOP + "samples/", name -> !name.contains("target/"));
        sdk.addFile(TOP + "plugin-guide.md", sdk.root.resolve("docs/plugin-guide.md"));
        sdk.addFile(TOP + "LICENSE", sdk.root.resolve("LICENSE"));
        sdk.write(Path.of(arguments[1]));
    }

    private void add(Library library) throws IOException {
        Path project = root.resolve(library.folder()).resolve(library.name());
        Path jar = project.resolve("target/" + library.name() + "-" + version + "-SNAPSHOT.jar");
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing; './build package' builds it");
        }
        String base = GROUP + library.name() + "/" + version + "/" + library.name() + "-" + version;
        entries.put(base + ".jar", filtered(jar));
        entries.put(base + "-sources.jar", sources(project.resolve("src")));
        entries.put(base + ".pom", pom(library).getBytes(StandardCharsets.UTF_8));
    }

    private String ours(String name) {
        return dependency("org.holdfast", name, version);
    }

    private static String dependency(String group, String name, String version) {
        return """
                    <dependency>
                      <groupId>%s</groupId>
                      <artifactId>%s</artifactId>
                      <version>%s</version>
                    </dependency>
                """.formatted(group, name, version);
    }

    private String pom(Library library) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.holdfast</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <licenses><license><name>EPL-2.0</name></license></licenses>
                  <dependencies>
                %s    <dependency>
                      <groupId>org.jspecify</groupId>
                      <artifactId>jspecify</artifactId>
                      <version>1.0.0</version>
                    </dependency>
                  </dependencies>
                </project>
                """.formatted(library.name(), version, String.join("", library.dependencies()));
    }

    private static byte[] filtered(Path jar) throws IOException {
        Map<String, byte[]> kept = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry each : new ArrayList<>(zip.stream().toList())) {
                if (!each.isDirectory() && !INNER.test(each.getName())) {
                    try (InputStream in = zip.getInputStream(each)) {
                        kept.put(each.getName(), in.readAllBytes());
                    }
                }
            }
        }
        return zip(kept);
    }

    private static byte[] sources(Path folder) throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        collect(folder, "", name -> !INNER.test(name), found);
        return zip(found);
    }

    private void addTree(Path folder, String prefix, Predicate<String> wanted) throws IOException {
        collect(folder, prefix, wanted, entries);
    }

    private void addFile(String name, Path file) throws IOException {
        entries.put(name, Files.readAllBytes(file));
    }

    private static void collect(Path folder, String prefix, Predicate<String> wanted, Map<String, byte[]> into)
            throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (wanted.test(name)) {
                    into.put(prefix + name, Files.readAllBytes(file));
                }
            }
        }
    }

    private void write(Path file) throws IOException {
        Files.write(file, zip(entries));
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                ((OutputStream) zip).write(each.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String first(String pattern, Path file) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(file));
        if (!found.find()) {
            throw new IOException(file + " has nothing like " + pattern);
        }
        return found.group(1);
    }
}
