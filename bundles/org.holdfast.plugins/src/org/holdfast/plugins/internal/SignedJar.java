// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.Publishers;
import org.holdfast.plugins.Publishers.Publisher;
import org.holdfast.plugins.Verdict;

/**
 * What a jar's bytes say of its signature, whoever is trusted: who signed all of it, or why nobody did. The JDK compares
 * an entry with its digest while it is read, so every entry is read to its end; what the JDK does not look at, {@link
 * JarShape} does before, and {@link #missing} afterwards.
 *
 * @param signers certificates under which every entry is signed; empty exactly if there is a fault
 */
public record SignedJar(Set<X509Certificate> signers, Optional<Verdict> fault) {
    private static final int PIECE = 64 << 10;

    /** Reads all of it. @throws HoldfastException DISK_FAILED */
    public static SignedJar read(Path jar) {
        Optional<Verdict> shape = JarShape.check(jar);
        if (shape.isPresent()) {
            return faulty(shape.get());
        }
        try (JarFile file = new JarFile(jar.toFile(), true, ZipFile.OPEN_READ)) {
            return read(file);
        } catch (ZipException | SecurityException e) {
            return faulty(new Verdict.Altered("META-INF (" + e.getMessage() + ")"));
        } catch (IOException e) {
            throw unreadable(jar, e);
        }
    }

    private static SignedJar faulty(Verdict fault) {
        return new SignedJar(Set.of(), Optional.of(fault));
    }

    private static SignedJar read(JarFile file) throws IOException {
        byte[] piece = new byte[PIECE];
        Set<X509Certificate> common = null;
        for (JarEntry entry : contents(file)) {
            if (!readsAsSigned(file, entry, piece)) {
                return faulty(new Verdict.Altered(entry.getName()));
            }
            Set<X509Certificate> signers = signers(entry);
            if (common == null) {
                common = signers;
            }
            common.retainAll(signers);
            if (common.isEmpty()) {
                return faulty(new Verdict.Unsigned(entry.getName()));
            }
        }
        Optional<String> missing = missing(file);
        if (missing.isPresent()) {
            return faulty(new Verdict.Altered(missing.get()));
        }
        return common == null
                ? faulty(new Verdict.Unsigned(JarFile.MANIFEST_NAME))
                : new SignedJar(common, Optional.empty());
    }

    /** All entries that a signature has to cover. */
    private static List<JarEntry> contents(JarFile file) {
        return file.stream()
                .filter(entry -> !entry.isDirectory() && !JarShape.belongsToSignature(entry.getName()))
                .toList();
    }

    private static boolean readsAsSigned(JarFile file, JarEntry entry, byte[] piece) throws IOException {
        long left = entry.getSize();
        try (InputStream in = file.getInputStream(entry)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                left -= read;
                if (left < 0) {
                    return false;
                }
            }
            return left == 0;
        } catch (SecurityException | ZipException | EOFException e) {
            return false; // the JDK's words for "not what was signed"
        }
    }

    private static Set<X509Certificate> signers(JarEntry entry) {
        CodeSigner[] signers = entry.getCodeSigners();
        return signers == null
                ? new LinkedHashSet<>()
                : Arrays.stream(signers)
                        .map(each -> each.getSignerCertPath().getCertificates().getFirst())
                        .map(X509Certificate.class::cast)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** An entry that was signed and is gone: the JDK verifies only what is there. */
    private static Optional<String> missing(JarFile file) throws IOException {
        return file.getManifest().getEntries().entrySet().stream()
                .filter(section -> hasDigest(section.getValue()))
                .map(Map.Entry::getKey)
                .filter(name -> file.getEntry(name) == null)
                .findFirst();
    }

    private static boolean hasDigest(Attributes section) {
        return section.keySet().stream().anyMatch(name -> name.toString().endsWith("-Digest"));
    }

    static HoldfastException unreadable(Path jar, IOException cause) {
        return new HoldfastException(ErrorCode.DISK_FAILED, jar.toString(), "Cannot read " + jar + ": " + cause, cause);
    }

    /** Whether one of those who signed all of it is trusted. A revoked signer does no harm beside a trusted one. */
    public Verdict judge(Publishers trusted, Instant now) {
        if (fault.isPresent()) {
            return fault.get();
        }
        List<Verdict> each = signers.stream()
                .map(certificate -> judge(certificate, trusted, now))
                .toList();
        return first(each, Verdict.Trusted.class)
                .or(() -> first(each, Verdict.Revoked.class))
                .or(() -> first(each, Verdict.Expired.class))
                .orElse(each.getFirst());
    }

    private static Optional<Verdict> first(List<Verdict> verdicts, Class<? extends Verdict> kind) {
        return verdicts.stream().filter(kind::isInstance).findFirst();
    }

    private static Verdict judge(X509Certificate certificate, Publishers trusted, Instant now) {
        Digest fingerprint = CertificateName.fingerprint(certificate);
        Optional<Publisher> publisher = trusted.find(fingerprint);
        if (publisher.isEmpty()) {
            return new Verdict.Unknown(fingerprint, CertificateName.of(certificate));
        }
        String name = publisher.get().name();
        if (publisher.get().revoked()) {
            return new Verdict.Revoked(name, fingerprint);
        }
        Instant until = certificate.getNotAfter().toInstant();
        return now.isAfter(until) ? new Verdict.Expired(name, until) : new Verdict.Trusted(name, fingerprint);
    }
}
