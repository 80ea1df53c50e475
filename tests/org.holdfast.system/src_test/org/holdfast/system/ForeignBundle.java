// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes a third party's bundle from the sources in {@code foreign/}, against the contracts of the assembled product. */
final class ForeignBundle {
    static final String NAME = "com.example.readers";
    static final String CODE = "example-complement-v1";
    static final String CIPHER = "example-twisted-gcm-v1";

    private static final Path SOURCES = Installation.ROOT.resolve("tests/org.holdfast.system/foreign");
    private static final String COMPONENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
              <implementation class="%1$s"/>
              <service><provide interface="%2$s"/></service>
            </scr:component>
            """;

    private ForeignBundle() {}

    /** Writes the unsigned jar. */
    static Path make(Path folder, String version) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(classes);
        Path jar = folder.resolve(NAME + "-" + version + "-unsigned.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest(version))) {
            add(out, "OSGI-INF/code.xml", component("ComplementFamily", "org.holdfast.spi.coding.CodeFamily"));
            add(out, "OSGI-INF/cipher.xml", component("TwistedSuite", "org.holdfast.spi.crypto.CipherSuite"));
            for (String id : List.of(CODE, CIPHER)) {
                String vectors = "vectors/" + id + ".json";
                add(out, vectors, Files.readAllBytes(SOURCES.resolve(vectors)));
            }
            for (Path each : files(classes, ".class")) {
                add(out, classes.relativize(each).toString(), Files.readAllBytes(each));
            }
        }
        return jar;
    }

    private static Manifest manifest(String version) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", NAME);
        main.putValue("Bundle-Version", version);
        main.putValue("Service-Component", "OSGI-INF/code.xml,OSGI-INF/cipher.xml");
        main.putValue(
                "Import-Package",
                "javax.crypto,javax.crypto.spec,org.holdfast.model,org.holdfast.spi.coding,org.holdfast.spi.crypto");
        return manifest;
    }

    private static byte[] component(String type, String service) {
        return COMPONENT.formatted(NAME + "." + type, service).getBytes(StandardCharsets.UTF_8);
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static void compile(Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = Installation.bundles().stream()
                .map(Path::toString)
                .collect(Collectors.joining(java.io.File.pathSeparator));
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", classes.toString(), "-classpath", path, "-proc:none");
            boolean good = compiler.getTask(
                            said,
                            manager,
                            null,
                            options,
                            null,
                            manager.getJavaFileObjectsFromPaths(files(SOURCES, ".java")))
                    .call();
            assertTrue(good, said::toString);
        }
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(each -> each.toString().endsWith(suffix)).sorted().toList();
        }
    }
}
