// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.x509;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.holdfast.format.Mac;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;

/** Reads certificates, and says what they are called. Stateless. */
public final class Certificates {
    private static final int LONGEST_FILE = 64 * 1024;
    private static final int LONGEST_NAME = 40;

    /** As RFC 2253 writes it: what is special has a backslash before it. */
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|[,+])CN=((?:[^,+\\\\]|\\\\.)*)");

    private Certificates() {}

    /**
     * All certificates of a file, PEM or DER, in its order.
     *
     * @throws HoldfastException CERTIFICATE_UNUSABLE if it has none, is longer than 64 KiB or cannot be read
     */
    public static List<X509Certificate> file(Path file) {
        byte[] content = content(file, LONGEST_FILE);
        try {
            List<X509Certificate> read = factory().generateCertificates(new ByteArrayInputStream(content)).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (read.isEmpty()) {
                throw unusable(file, "there is no certificate in it", null);
            }
            return read;
        } catch (CertificateException e) {
            throw unusable(file, "it is no certificate in PEM or DER (" + e.getMessage() + ")", e);
        }
    }

    static byte[] content(Path file, int longest) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(longest + 1);
            if (content.length > longest) {
                throw unusable(file, "it is longer than " + longest + " bytes", null);
            }
            return content;
        } catch (IOException e) {
            throw unusable(file, "it cannot be read (" + e + ")", e);
        }
    }

    /** One certificate in DER, and nothing else; empty for anything that is none. */
    public static Optional<X509Certificate> parse(Bytes der) {
        byte[] bytes = der.toArray();
        try {
            return Optional.of((X509Certificate) factory().generateCertificate(new ByteArrayInputStream(bytes)))
                    .filter(read -> Arrays.equals(bytes, bytes(read)));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    public static Bytes der(X509Certificate certificate) {
        return Bytes.of(bytes(certificate));
    }

    /**
     * SHA-256 of what its CA signed, the TBSCertificate of RFC 5280 section 4.1.1.1. Other than a hash of all its bytes
     * it is the same for every form of the certificate: whoever has one with an ECDSA signature (r, s) can write it with (r, n - s).
     */
    public static Digest signedPart(X509Certificate certificate) {
        try {
            return Mac.sha256(certificate.getTBSCertificate());
        } catch (CertificateEncodingException e) {
            throw unwritable(e);
        }
    }

    private static byte[] bytes(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw unwritable(e);
        }
    }

    private static HoldfastException unwritable(CertificateEncodingException e) {
        return new HoldfastException(
                ErrorCode.INTERNAL, "certificate", "A certificate that was read cannot be written.", e);
    }

    /** For people: the common name of its subject, else all of that; at most 40 characters. */
    public static String name(X509Certificate certificate) {
        return name(certificate.getSubjectX500Principal());
    }

    /** The same for any name. */
    public static String name(X500Principal principal) {
        String subject = principal.getName();
        String name = commonName(subject).orElse(subject).replaceAll("\\p{C}", "?");
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    }

    private static Optional<String> commonName(String subject) {
        Matcher found = COMMON_NAME.matcher(subject);
        return found.find() ? Optional.of(found.group(1).replaceAll("\\\\(.)", "$1")) : Optional.empty();
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }

    static HoldfastException unusable(Path file, String why, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.CERTIFICATE_UNUSABLE, file.toString(), file + " cannot be used: " + why + ".", cause);
    }
}
