// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/**
 * A plug-in as a third party writes it, compiled against the product's bundles: a code of copies. It may flip a bit of what
 * it encodes, or never come back.
 *
 * @param name symbolic name of the bundle
 * @param format number and name, as arguments of a constructor
 * @param encoding what stands at the end of the method that encodes
 * @param vectors text of the golden vectors; empty if the bundle has none
 */
record ThirdParty(String name, String version, String format, String id, String encoding, String vectors) {
    static final String MIRROR = "com.example.mirror";
    static final String RIGHT = "";
    static final String ONE_BIT_OFF = "var last = shards.slice(shards.count() - 1); last.array()[last.offset()] ^= 1;";
    static final String HANGING = "while (true) { Thread.onSpinWait(); }";

    private static final String SOURCE = """
            package com.example;
            import java.util.BitSet;
            import org.holdfast.model.*;
            import org.holdfast.spi.coding.*;
            public final class Mirror implements CodeFamily {
                public FormatId id() { return new FormatId(%s, "%s"); }
                public boolean supports(CodeShape shape) { return shape.m() == 1; }
                public ErasureCode code(CodeShape shape) { return new Copies(shape); }
                record Copies(CodeShape shape) implements ErasureCode {
                    public int alignment() { return 8; }
                    public void encode(Shards shards) {
                        copy(shards, 0);
                        %s
                    }
                    public Decoded reconstruct(Shards shards) {
                        if (shards.presentCount() == 0) { return new Decoded.NeedMore(0, 1); }
                        copy(shards, shards.present().nextSetBit(0));
                        return new Decoded.Complete();
                    }
                    private static void copy(Shards shards, int from) {
                        var good = shards.slice(from);
                        for (int i = 0; i < shards.count(); i++) {
                            if (!shards.isPresent(i)) {
                                var to = shards.slice(i);
                                System.arraycopy(good.array(), good.offset(), to.array(), to.offset(), shards.length());
                                shards.markPresent(i);
                            }
                        }
                    }
                }
            }
            """;

    private static final String COMPONENT = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.5.0" name="%s">
              <property name="service.ranking" type="Integer" value="1000"/>
              <service><provide interface="org.holdfast.spi.coding.CodeFamily"/></service>
              <implementation class="com.example.Mirror"/>
            </scr:component>
            """;

    private static final String MANIFEST = """
            Manifest-Version: 1.0
            Bundle-ManifestVersion: 2
            Bundle-SymbolicName: %s
            Bundle-Version: %s
            Service-Component: OSGI-INF/mirror.xml
            Import-Package: org.holdfast.model;version="[0.1,1)",org.holdfast.spi
             .coding;version="[0.1,1)"
            Require-Capability: osgi.extender;filter:="(osgi.extender=osgi.compon
             ent)"
            """;

    /** A code of its own, {@code mirror-v1}. */
    static ThirdParty mirror(String version, String encoding, String vectors) {
        return new ThirdParty(MIRROR, version, "0x8001", "mirror-v1", encoding, vectors);
    }

    /** The vectors of {@code mirror-v1}: those of replication, which it is. */
    static String mirrorVectors() throws IOException {
        return Files.readString(Installation.ROOT.resolve("docs/vectors/replication-v1.json"))
                .replace("\"replication-v1\"", "\"mirror-v1\"");
    }

    /** The jar, not signed. */
    Path jar(Path folder) throws IOException {
        Path classes = compile(Files.createTempDirectory(folder, "classes"));
        Map<String, byte[]> entries = new TreeMap<>();
        entries.put("OSGI-INF/mirror.xml", bytes(COMPONENT.formatted(name)));
        for (String each : List.of("Mirror.class", "Mirror$Copies.class")) {
            entries.put("com/example/" + each, Files.readAllBytes(classes.resolve("com/example/" + each)));
        }
        if (!vectors.isEmpty()) {
            entries.put("vectors/" + id + ".json", bytes(vectors));
        }
        Path jar = folder.resolve(name + "-" + version + "-unsigned.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            put(out, "META-INF/MANIFEST.MF", bytes(MANIFEST.formatted(name, version)));
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                put(out, each.getKey(), each.getValue());
            }
        }
        return jar;
    }

    private Path compile(Path folder) throws IOException {
        Path source = folder.resolve("Mirror.java");
        Files.writeString(source, SOURCE.formatted(format, id, encoding));
        String classPath = Installation.bundles().stream().map(Path::toString).collect(Collectors.joining(":"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString());
        assertEquals(0, status, "the plug-in does not compile");
        return folder;
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
