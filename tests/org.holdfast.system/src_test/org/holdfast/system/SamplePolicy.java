// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
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
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A sample of docs/samples/policies as a bundle, compiled against the assembled product.
 *
 * @param folder of the sample
 * @param type its class, in full
 */
record SamplePolicy(String folder, String type) {
    static final SamplePolicy MAX_TWO_PER_RACK =
            new SamplePolicy("max-two-per-rack", "com.example.holdfast.policy.rack.MaxTwoPerRack");

    private static final String COMPONENT = """
        <?xml version="1.0" encoding="UTF-8"?>
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
          <implementation class="%1$s"/>
          <service><provide interface="org.holdfast.spi.policy.PartnerCriterion"/></service>
        </scr:component>
        """;

    /** Writes the unsigned jar. */
    Path make(Path into) throws IOException {
        Path classes = Files.createDirectories(into.resolve("classes"));
        String file = type.replace('.', '/');
        compile(
                Installation.ROOT.resolve("docs/samples/policies/" + folder + "/src/main/java/" + file + ".java"),
                classes);
        Path jar = into.resolve(folder + "-unsigned.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest())) {
            add(out, "OSGI-INF/criterion.xml", COMPONENT.formatted(type).getBytes(StandardCharsets.UTF_8));
            add(out, file + ".class", Files.readAllBytes(classes.resolve(file + ".class")));
        }
        return jar;
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", type.substring(0, type.lastIndexOf('.')));
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Service-Component", "OSGI-INF/criterion.xml");
        main.putValue("Import-Package", "org.holdfast.model,org.holdfast.spi.policy");
        return manifest;
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static void compile(Path source, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        // The annotations are among the tests' jars: at run time nobody needs them, so they are in no product.
        String path = Installation.bundles().stream()
                .map(Path::toString)
                .collect(Collectors.joining(
                        File.pathSeparator, System.getProperty("java.class.path") + File.pathSeparator, ""));
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", classes.toString(), "-classpath", path, "-proc:none");
            boolean good = compiler.getTask(said, manager, null, options, null, manager.getJavaFileObjects(source))
                    .call();
            assertTrue(good, said::toString);
        }
    }
}
