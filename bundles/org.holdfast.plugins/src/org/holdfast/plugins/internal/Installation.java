// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id32;
import org.holdfast.plugins.Publishers;

/**
 * The unpacked product, which the gate takes at its word: whoever can write it could replace the gate as well.
 *
 * <pre>
 * plugins/                        its bundles
 * configuration/publishers/*.pem  whose signature it trusts
 * configuration/bundles.sha256    what the build put in plugins/: SHA-256 in hexadecimal, two spaces, file name
 * </pre>
 *
 * @param plugins real path of its bundles
 * @param listed by file name
 */
record Installation(Path plugins, List<X509Certificate> publishers, Map<String, Digest> listed) {
    private static final int PIECE = 64 << 10;
    private static final int MAX_LIST = 1 << 20;

    /** @throws HoldfastException DISK_FAILED, MALFORMED_INPUT */
    static Installation of(Path root) {
        Path configuration = root.resolve("configuration");
        try {
            return new Installation(
                    root.resolve("plugins").toRealPath(),
                    Publishers.inFolder(configuration.resolve("publishers")),
                    read(configuration.resolve("bundles.sha256")));
        } catch (IOException e) {
            throw SignedJar.unreadable(root, e);
        }
    }

    private static Map<String, Digest> read(Path list) throws IOException {
        Map<String, Digest> listed = new HashMap<>();
        byte[] text;
        try (InputStream in = Files.newInputStream(list)) {
            text = in.readNBytes(MAX_LIST);
        } catch (NoSuchFileException e) {
            return Map.of(); // then every bundle has to be signed
        }
        for (String line : new String(text, StandardCharsets.UTF_8).lines().toList()) {
            if (!line.matches("[0-9a-f]{64}  [^/\\\\]+")) {
                throw new HoldfastException(
                        ErrorCode.MALFORMED_INPUT,
                        list.toString(),
                        list + " has a line that is no SHA-256 and file name: unpack the product again");
            }
            listed.put(line.substring(66), new Digest(Id32.parse(line.substring(0, 64))));
        }
        return listed;
    }

    /** Whether a file, by its real path, is one of its bundles. */
    boolean holds(Path file) {
        return plugins.equals(file.getParent());
    }

    static Digest sha256(Path file) {
        MessageDigest digest = CertificateName.sha256();
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
        } catch (IOException e) {
            throw SignedJar.unreadable(file, e);
        }
        return Digest.of(digest.digest());
    }
}
