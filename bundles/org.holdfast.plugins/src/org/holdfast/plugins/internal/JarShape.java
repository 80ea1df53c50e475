// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.holdfast.plugins.Verdict;

/**
 * What a jar must look like before its signature is worth reading: few and small files of the signature, as the JDK reads
 * those whole; no name twice, as then it would depend on the reader which one counts; and every signature file vouches
 * for the manifest's main attributes, which say what the framework does with a bundle and which the JDK lets pass
 * unsigned if a signature file does not speak of them.
 */
final class JarShape {
    private static final int MAX_ENTRIES = 20_000;
    private static final long MAX_ENTRY = 256L << 20;
    private static final long MAX_ALL = 512L << 20;
    private static final int MAX_SIGNATURE_FILE = 4 << 20;
    private static final int MAX_SIGNATURE_FILES = 16;
    private static final String FOLDER = "META-INF/";

    private JarShape() {}

    /** The manifest, signature files and their blocks: what a signature does not cover, as it consists of it. */
    static boolean belongsToSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.startsWith(FOLDER) || upper.indexOf('/', FOLDER.length()) >= 0) {
            return false;
        }
        return upper.equals(JarFile.MANIFEST_NAME)
                || upper.endsWith(".SF")
                || upper.endsWith(".EC")
                || upper.endsWith(".RSA")
                || upper.endsWith(".DSA");
    }

    /** Empty if nothing is wrong. @throws org.holdfast.model.HoldfastException DISK_FAILED */
    static Optional<Verdict> check(Path jar) {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            Optional<Verdict> fault = names(file).or(() -> cutShort(file));
            return fault.isPresent() ? fault : signatureFiles(file);
        } catch (ZipException | EOFException e) {
            return broken("it is not a whole jar (" + e.getMessage() + ")");
        } catch (IOException e) {
            throw SignedJar.unreadable(jar, e);
        }
    }

    private static Optional<Verdict> broken(String why) {
        return Optional.of(new Verdict.Broken(why));
    }

    private static Optional<Verdict> names(ZipFile file) {
        if (file.size() > MAX_ENTRIES) {
            return broken("it has " + file.size() + " entries, and at most " + MAX_ENTRIES + " are taken");
        }
        Set<String> names = new HashSet<>();
        long all = 0;
        for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            all += entry.getSize();
            if (!names.add(unique(entry.getName()))) {
                return broken("the entry " + entry.getName() + " is in it twice");
            }
            if (entry.getSize() < 0 || entry.getSize() > MAX_ENTRY || all > MAX_ALL) {
                return broken("it is too large at the entry " + entry.getName());
            }
            if (entry.isDirectory() && entry.getSize() > 0) {
                return broken("the folder " + entry.getName() + " has a content");
            }
        }
        return Optional.empty();
    }

    /** The JDK stops reading a signed entry at its last byte, and so does not see when the compressed data lacks its end. */
    private static Optional<Verdict> cutShort(ZipFile file) {
        return file.stream()
                .filter(entry -> !entry.isDirectory() && !isWhole(file, entry))
                .findFirst()
                .flatMap(entry -> broken("the entry " + entry.getName() + " is not whole"));
    }

    private static boolean isWhole(ZipFile file, ZipEntry entry) {
        try (InputStream in = file.getInputStream(entry)) {
            in.skipNBytes(entry.getSize());
            return in.read() < 0;
        } catch (ZipException | EOFException e) {
            return false;
        } catch (IOException e) {
            throw SignedJar.unreadable(Path.of(file.getName()), e);
        }
    }

    /** The JDK finds the files of META-INF in any case, a framework perhaps only in capitals. */
    private static String unique(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith(FOLDER) ? upper : name;
    }

    private static Optional<Verdict> signatureFiles(ZipFile file) throws IOException {
        if (file.getEntry(JarFile.MANIFEST_NAME) == null) {
            return Optional.of(new Verdict.Unsigned(JarFile.MANIFEST_NAME));
        }
        var found = file.stream()
                .filter(each -> !each.isDirectory() && belongsToSignature(each.getName()))
                .toList();
        if (found.size() > MAX_SIGNATURE_FILES) {
            return broken("it has " + found.size() + " signature files");
        }
        for (ZipEntry entry : found) {
            Optional<Verdict> fault = signatureFile(file, entry);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<Verdict> signatureFile(ZipFile file, ZipEntry entry) throws IOException {
        String name = entry.getName();
        try (InputStream in = file.getInputStream(entry)) {
            byte[] content = in.readNBytes(MAX_SIGNATURE_FILE + 1);
            if (content.length > MAX_SIGNATURE_FILE) {
                return broken(name + " is longer than " + (MAX_SIGNATURE_FILE >> 20) + " MiB");
            }
            return attributes(name.toUpperCase(Locale.ROOT), name, content);
        }
    }

    /** The manifest and the signature files have lines that must be readable; blocks are read with the signature. */
    private static Optional<Verdict> attributes(String upper, String name, byte[] content) {
        boolean signatureFile = upper.endsWith(".SF");
        if (!signatureFile && !upper.equals(JarFile.MANIFEST_NAME)) {
            return Optional.empty();
        }
        try {
            Attributes main = new Manifest(new ByteArrayInputStream(content)).getMainAttributes();
            return !signatureFile || coversMainAttributes(main)
                    ? Optional.empty()
                    : broken(name + " does not cover the manifest's main attributes");
        } catch (IOException e) {
            return broken(name + " cannot be read: " + e.getMessage());
        }
    }

    private static boolean coversMainAttributes(Attributes signatureFile) {
        return signatureFile.keySet().stream()
                .anyMatch(each -> each.toString().endsWith("-Digest-Manifest-Main-Attributes"));
    }
}
