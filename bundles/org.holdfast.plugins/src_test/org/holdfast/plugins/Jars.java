// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.BundleActivator;

/** Small jars. */
final class Jars {
    private Jars() {}

    /** A bundle with one class. @param headers further lines of the manifest, each ended */
    static Path bundle(
            Path file, String name, String version, Class<? extends BundleActivator> activator, String headers) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(JarFile.MANIFEST_NAME, bytes("""
                Manifest-Version: 1.0
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: %s
                Bundle-Version: %s
                Bundle-Activator: %s
                Import-Package: org.osgi.framework
                %s
                """.formatted(name, version, activator.getName(), headers)));
        entries.put("org/", new byte[0]);
        entries.put(activator.getName().replace('.', '/') + ".class", code(activator));
        return write(file, entries);
    }

    static Path signed(Path file, PublisherKey key) {
        JarSigning.sign(file, file, key);
        return file;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] code(Class<?> type) {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path file, Map<String, byte[]> entries) {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, byte[]> read(Path file) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                byte[] content = entry.isDirectory()
                        ? new byte[0]
                        : zip.getInputStream(entry).readAllBytes();
                entries.put(entry.getName(), content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    /** Changes entries behind the signature's back. */
    static Path change(Path file, Consumer<Map<String, byte[]>> change) {
        Map<String, byte[]> entries = read(file);
        change.accept(entries);
        return write(file, entries);
    }

    /** Replaces every occurrence of a name, also in the directory at the end, by another of the same length. */
    static Path rename(Path file, String from, String to) throws IOException {
        String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        Files.write(file, all.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
        return file;
    }

    /**
     * Adds to the central directory a second name for the content of its last entry: no local header has that name.
     */
    static Path addToDirectoryOnly(Path file, String name) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int end = all.length - 22;
        int start = u32(all, end + 16);
        int last = start;
        for (int at = start; at < end; at += 46 + u16(all, at + 28) + u16(all, at + 30) + u16(all, at + 32)) {
            last = at;
        }
        byte[] record = Arrays.copyOfRange(all, last, last + 46);
        byte[] encoded = bytes(name);
        record[28] = (byte) encoded.length;
        record[29] = 0;
        record[30] = record[31] = record[32] = record[33] = 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(all, 0, end);
        out.writeBytes(record);
        out.writeBytes(encoded);
        byte[] tail = Arrays.copyOfRange(all, end, all.length);
        put(tail, 8, 2, u16(tail, 8) + 1);
        put(tail, 10, 2, u16(tail, 10) + 1);
        put(tail, 12, 4, u32(tail, 12) + record.length + encoded.length);
        out.writeBytes(tail);
        Files.write(file, out.toByteArray());
        return file;
    }

    private static int u16(byte[] all, int at) {
        return (all[at] & 0xFF) | (all[at + 1] & 0xFF) << 8;
    }

    private static int u32(byte[] all, int at) {
        return u16(all, at) | u16(all, at + 2) << 16;
    }

    private static void put(byte[] all, int at, int length, int value) {
        for (int i = 0; i < length; i++) {
            all[at + i] = (byte) (value >>> (8 * i));
        }
    }
}
