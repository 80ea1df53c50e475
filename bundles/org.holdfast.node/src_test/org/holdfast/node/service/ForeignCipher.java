// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.holdfast.crypto.jdk.AesGcmSuite;
import org.holdfast.model.FormatId;
import org.holdfast.plugins.JarSigning;
import org.holdfast.plugins.PublisherKey;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;
import org.osgi.framework.Version;

/** A third party's cipher with a format of its own, and the signed jar that stands for it; its next version has another. */
final class ForeignCipher implements CipherSuite {
    static final String NAME = "com.example.cipher";
    static final Version VERSION = new Version("1.2.3");
    static final FormatId FORMAT = new FormatId(0x9001, "example-gcm-v1");
    static final Version NEXT_VERSION = new Version("2.0.0");
    static final FormatId NEXT_FORMAT = new FormatId(0x9002, "example-gcm-v2");

    private final CipherSuite inside = new AesGcmSuite();
    private final FormatId format;

    ForeignCipher(Version version) {
        format = version.equals(NEXT_VERSION) ? NEXT_FORMAT : FORMAT;
    }

    /** Writes the jar. @param filling makes it as long as wanted */
    static Path jar(Path file, PublisherKey key, byte[] filling) {
        return jar(file, VERSION, key, filling);
    }

    static Path jar(Path file, Version version, PublisherKey key, byte[] filling) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", NAME);
        main.putValue("Bundle-Version", version.toString());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            out.putNextEntry(new JarEntry("filling"));
            out.write(filling);
            out.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JarSigning.sign(file, file, key);
        return file;
    }

    /** The one that a jar says it is. */
    static Version version(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            return new Version(jar.getManifest().getMainAttributes().getValue("Bundle-Version"));
        }
    }

    @Override
    public FormatId id() {
        return format;
    }

    @Override
    public int keyLength() {
        return inside.keyLength();
    }

    @Override
    public int overhead() {
        return inside.overhead();
    }

    @Override
    public Sealer sealer(byte[] key) {
        return inside.sealer(key);
    }

    @Override
    public Opener opener(byte[] key) {
        return inside.opener(key);
    }
}
