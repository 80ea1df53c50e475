// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A publisher of plug-ins: makes later versions of the product's own bundles, and signs them with the product's code. */
final class Publisher {
    private final Path folder;
    private final Object key;

    Publisher(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        Instant now = Instant.now();
        this.key = method("PublisherKey", "generate")
                .invoke(
                        null,
                        "tests",
                        now.minus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(30)),
                        new SecureRandom());
    }

    /** The certificate, as a PEM file. */
    Path certificate() throws Exception {
        return Files.writeString(folder.resolve("publisher.pem"), (String)
                method("PublisherKey", "pem").invoke(key));
    }

    /** The product's bundle of this name under another version, signed. */
    Path version(String bundle, String version) throws Exception {
        return sign(unsigned(bundle, version), bundle + "-" + version + ".jar");
    }

    /** Signs a jar, which is gone then. */
    Path sign(Path plain, String name) throws Exception {
        Path signed = folder.resolve(name);
        method("JarSigning", "sign").invoke(null, plain, signed, key);
        Files.delete(plain);
        return signed;
    }

    /** The same without a signature. */
    Path unsigned(String bundle, String version) throws IOException {
        Path source = Installation.bundles().stream()
                .filter(jar -> jar.getFileName().toString().startsWith(bundle + "_"))
                .findFirst()
                .orElseThrow();
        Path made = folder.resolve(bundle + "-" + version + "-unsigned.jar");
        try (JarFile from = new JarFile(source.toFile())) {
            Manifest manifest = new Manifest(from.getManifest());
            manifest.getEntries().clear();
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
            try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(made), manifest)) {
                for (JarEntry entry : from.stream().filter(Publisher::isContent).toList()) {
                    to.putNextEntry(new JarEntry(entry.getName()));
                    from.getInputStream(entry).transferTo(to);
                    to.closeEntry();
                }
            }
        }
        return made;
    }

    private static boolean isContent(JarEntry entry) {
        return !entry.getName().matches("META-INF/(MANIFEST\\.MF|[^/]*\\.(SF|EC|RSA|DSA))|META-INF/");
    }

    private static Method method(String type, String name) throws ClassNotFoundException {
        for (Method each : Trees.product("org.holdfast.plugins." + type).getMethods()) {
            if (each.getName().equals(name)) {
                return each;
            }
        }
        throw new IllegalStateException("the product's " + type + " has no " + name);
    }
}
