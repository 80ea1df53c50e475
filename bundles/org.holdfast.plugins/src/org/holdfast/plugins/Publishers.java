// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterPublisher;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.internal.CertificateName;
import org.jspecify.annotations.Nullable;

/**
 * Whose signatures count. A publisher is one certificate, named by the SHA-256 of its DER; no chains are built and no
 * authority is asked. What the roster revokes is revoked, whoever else trusts it.
 *
 * @param known by fingerprint
 */
public record Publishers(Map<Digest, Publisher> known) {
    /** Nobody. */
    public static final Publishers NONE = new Publishers(Map.of());

    private static final int MAX_FILE = 64 << 10;

    /**
     * One publisher.
     *
     * @param name for people
     * @param revoked whether its signature makes a bundle unwelcome
     */
    public record Publisher(String name, boolean revoked) {}

    public Publishers {
        known = Map.copyOf(known);
    }

    /** Those whose certificates are given, and those the roster names; the roster has the last word. */
    public static Publishers of(Collection<X509Certificate> certificates, Optional<Roster> roster) {
        Map<Digest, Publisher> known = new HashMap<>();
        certificates.forEach(
                each -> known.put(CertificateName.fingerprint(each), new Publisher(CertificateName.of(each), false)));
        roster.map(Roster::publishers)
                .orElse(List.of())
                .forEach(each -> known.put(
                        each.fingerprint(),
                        new Publisher(each.name(), each.status() == RosterPublisher.Status.REVOKED)));
        return new Publishers(known);
    }

    /** What is known of a certificate. */
    public Optional<Publisher> find(Digest fingerprint) {
        return Optional.ofNullable(known.get(fingerprint));
    }

    /**
     * The certificates of all {@code *.pem} files in a folder; none if there is no such folder.
     *
     * @throws HoldfastException as {@link #certificates}
     */
    public static List<X509Certificate> inFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<X509Certificate> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pem")) {
            for (Path file : files) {
                found.addAll(certificates(file));
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, folder.toString(), "Cannot list " + folder + ": " + e, e);
        }
        return found;
    }

    /**
     * The certificates of one PEM file.
     *
     * @throws HoldfastException MALFORMED_INPUT if it has none or is longer than 64 KiB, DISK_FAILED if it cannot be read
     */
    public static List<X509Certificate> certificates(Path pem) {
        try {
            if (Files.size(pem) > MAX_FILE) {
                throw malformed(pem, "is longer than 64 KiB", null);
            }
            byte[] text = Files.readAllBytes(pem);
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text)).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw malformed(pem, "holds no readable certificate (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.DISK_FAILED, pem.toString(), "Cannot read " + pem + ": " + e, e);
        }
    }

    private static HoldfastException malformed(Path pem, String why, @Nullable Exception e) {
        return new HoldfastException(
                ErrorCode.MALFORMED_INPUT,
                pem.toString(),
                pem + " " + why + ". It should be the publisher's certificate in PEM",
                e);
    }
}
