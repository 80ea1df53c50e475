// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The product as the reactor assembled it. */
final class Product {
    /** The repository. */
    static final Path ROOT = Path.of(System.getProperty("holdfast.root", "../.."))
            .toAbsolutePath()
            .normalize();

    private static final Path TARGET = ROOT.resolve("product/target/products");

    static final Path INSTALLATION = TARGET.resolve("org.holdfast.product/linux/gtk/x86_64/holdfast");
    static final Path LINUX = TARGET.resolve("holdfast-linux.gtk.x86_64.tar.gz");
    static final Path MAC_OS = TARGET.resolve("holdfast-macosx.cocoa.aarch64.tar.gz");
    static final Path WINDOWS = TARGET.resolve("holdfast-win32.win32.x86_64.zip");

    private static final Path CONSOLES = ROOT.resolve("product-console/target/products");

    static final Path CONSOLE = CONSOLES.resolve("org.holdfast.console.product/linux/gtk/x86_64/holdfast-console");
    static final Path CONSOLE_LINUX = CONSOLES.resolve("holdfast-console-linux.gtk.x86_64.tar.gz");
    static final Path CONSOLE_MAC_OS = CONSOLES.resolve("holdfast-console-macosx.cocoa.aarch64.tar.gz");
    static final Path CONSOLE_WINDOWS = CONSOLES.resolve("holdfast-console-win32.win32.x86_64.zip");

    static final Path BROKER = TARGET.resolve("holdfast-broker.tar.gz");
    static final Path BROKER_ZIP = TARGET.resolve("holdfast-broker.zip");

    /** One bundle of the product's start configuration. */
    record Start(String jar, int level, boolean started) {
        static Start parse(String entry) {
            String[] parts = entry.replaceFirst("^reference:file:", "").split("@");
            String[] how = parts[1].split(":");
            return new Start(parts[0], Integer.parseInt(how[0]), how.length > 1 && how[1].equals("start"));
        }
    }

    private Product() {}

    /** A copy that a test may change; its bundles and its Java are links, so replace them and do not write into them. */
    static Path copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(INSTALLATION)) {
            for (Path file : files.toList()) {
                Path place = folder.resolve(INSTALLATION.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                } else if (file.getParent().endsWith("plugins") || file.startsWith(INSTALLATION.resolve("jre"))) {
                    Files.createLink(place, file.toRealPath());
                } else {
                    Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return folder;
    }

    /** The file of the one bundle of this name. */
    static Path bundle(Path installation, String name) throws IOException {
        try (Stream<Path> jars = Files.list(installation.resolve("plugins"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(name + "_"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Properties configuration() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = Files.newInputStream(INSTALLATION.resolve("configuration/config.ini"))) {
            properties.load(file);
        }
        return properties;
    }

    static List<Start> starts() throws IOException {
        return Arrays.stream(configuration().getProperty("osgi.bundles").split(","))
                .map(Start::parse)
                .toList();
    }
}
