// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build signs what is ours and lists what is not, and a product that was tampered with does not start. */
@Tag("R64")
class SignedProductTest {
    @TempDir
    Path folder;

    @Test
    void everyOwnBundleIsSigned() throws Exception {
        Certificate publisher;
        try (InputStream pem =
                Files.newInputStream(Product.INSTALLATION.resolve("configuration/publishers/holdfast.pem"))) {
            publisher = CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
        List<Path> ours = bundles(true);
        assertTrue(ours.stream().anyMatch(jar -> jar.getFileName().toString().startsWith("org.holdfast.plugins_")));
        for (Path jar : ours) {
            assertEquals(List.of(), notSignedBy(publisher, jar), jar.toString());
        }
    }

    @Test
    void everyBundleIsListed() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        for (Path jar : bundles(true)) {
            expected.put(jar.getFileName().toString(), Product.sha256(jar));
        }
        for (Path jar : bundles(false)) {
            expected.put(jar.getFileName().toString(), Product.sha256(jar));
        }
        Map<String, String> listed =
                Files.readAllLines(Product.INSTALLATION.resolve("configuration/bundles.sha256")).stream()
                        .map(line -> line.split("  "))
                        .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0]));
        assertEquals(expected, new TreeMap<>(listed));
    }

    @Test
    void productWithAnAlteredBundleDoesNotStart() throws Exception {
        Path product = Product.copy(folder.resolve("holdfast"));
        Path jar = Product.bundle(product, "org.holdfast.policy.standard");
        Path altered = folder.resolve("altered.jar");
        String changed = alterOneClass(jar, altered);
        Files.delete(jar);
        Files.move(altered, jar);
        expectRefusal(product, "org.holdfast.policy.standard", "PLUGIN_ALTERED", changed);
    }

    @Test
    void productWithAnAlteredLibraryDoesNotStart() throws Exception {
        Path product = Product.copy(folder.resolve("holdfast"));
        Path jar = Product.bundle(product, "org.xerial.sqlite-jdbc");
        byte[] bytes = Files.readAllBytes(jar);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(jar);
        Files.write(jar, bytes);
        expectRefusal(product, "org.xerial.sqlite-jdbc", "PLUGIN_ALTERED", "the file as a whole");
    }

    @Test
    void productWithAForeignBundleDoesNotStart() throws Exception {
        Path product = Product.copy(folder.resolve("holdfast"));
        Path list = product.resolve("configuration/bundles.sha256");
        Files.write(
                list,
                Files.readAllLines(list).stream()
                        .filter(line -> !line.contains("gson"))
                        .toList());
        expectRefusal(product, "com.google.gson", "PLUGIN_UNSIGNED", "is not signed");
    }

    /** The same folder again: what the framework remembers must not help. */
    @Test
    void whatIsAlteredBetweenTwoStartsIsFound() throws Exception {
        Path product = Product.copy(folder.resolve("holdfast"));
        Path jar = Product.bundle(product, "org.holdfast.policy.standard");
        Path original = folder.resolve("original.jar");
        Files.copy(jar, original);
        Path altered = folder.resolve("altered.jar");
        String changed = alterOneClass(jar, altered);
        Files.delete(jar);
        Files.copy(altered, jar);
        expectRefusal(product, "org.holdfast.policy.standard", "PLUGIN_ALTERED", changed);
        expectRefusal(product, "org.holdfast.policy.standard", "PLUGIN_ALTERED", changed);
    }

    private void expectRefusal(Path product, String... words) throws Exception {
        Outcome outcome = Outcome.of(new ProcessBuilder(
                product.resolve("bin/holdfast-node").toString(),
                folder.resolve("home").toString()));
        assertEquals(1, outcome.status(), outcome.error());
        for (String word : words) {
            assertTrue(outcome.error().contains(word), word + " is not in: " + outcome.error());
        }
        assertTrue(outcome.error().startsWith("holdfast: The bundle "), outcome.error());
        assertTrue(outcome.error().contains("Nothing was started"), outcome.error());
    }

    private static List<Path> bundles(boolean ours) throws IOException {
        try (Stream<Path> jars = Files.list(Product.INSTALLATION.resolve("plugins"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("org.holdfast.") == ours)
                    .toList();
        }
    }

    /** By the JDK's own reading, which is not the gate's. */
    private static List<String> notSignedBy(Certificate publisher, Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), true)) {
            for (JarEntry entry : file.stream().toList()) {
                file.getInputStream(entry).readAllBytes();
            }
            return file.stream()
                    .filter(entry -> !entry.isDirectory() && !entry.getName().matches("META-INF/[^/]*[.](MF|SF|EC)"))
                    .filter(entry -> entry.getCertificates() == null
                            || !Arrays.asList(entry.getCertificates()).contains(publisher))
                    .map(JarEntry::getName)
                    .toList();
        }
    }

    /** Answers which class. */
    private static String alterOneClass(Path from, Path to) throws IOException {
        String changed = null;
        try (ZipFile in = new ZipFile(from.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry : in.stream().toList()) {
                byte[] content = in.getInputStream(entry).readAllBytes();
                if (changed == null && entry.getName().endsWith(".class")) {
                    content[content.length - 1] ^= 1;
                    changed = entry.getName();
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content);
            }
        }
        return changed;
    }
}
