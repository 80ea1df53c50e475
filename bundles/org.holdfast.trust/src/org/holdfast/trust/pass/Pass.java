// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.pass;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.x509.Certificates;
import org.jspecify.annotations.Nullable;

/**
 * What lets somebody call a node from elsewhere. As a file it is PEM, which other programs read as well: the caller's key
 * (PKCS #8), its certificate, and as the last one the certificate of the node. Whoever has the file is that caller.
 */
public record Pass(PrivateKey key, X509Certificate own, X509Certificate node) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s+([A-Za-z0-9+/=\\s]+?)\\s+-----END \\1-----");
    private static final int LONGEST = 64 * 1024;

    /** @throws HoldfastException CERTIFICATE_UNUSABLE if the file is none */
    public static Pass read(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw unusable(file, "it is longer than a pass", null);
            }
            return parse(file, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw unusable(file, "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw unusable(file, "this user may not read it", e);
        } catch (IOException e) {
            throw unusable(file, "it cannot be read (" + e + ")", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(file, "what stands in it cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static Pass parse(Path file, String text) throws GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        byte @Nullable [] key = null;
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            byte[] content = Base64.getMimeDecoder().decode(block.group(2));
            if (block.group(1).equals("PRIVATE KEY")) {
                key = content;
            } else if (block.group(1).equals("CERTIFICATE")) {
                certificates.add(Certificates.parse(Bytes.of(content))
                        .orElseThrow(() -> unusable(file, "a certificate in it is damaged", null)));
            }
        }
        if (key == null || certificates.size() != 2) {
            throw unusable(
                    file, "a pass has a key ('BEGIN PRIVATE KEY') and two certificates, its own and the node's", null);
        }
        X509Certificate own = certificates.getFirst();
        PrivateKey read =
                KeyFactory.getInstance(own.getPublicKey().getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(key));
        return new Pass(read, own, certificates.getLast());
    }

    private static HoldfastException unusable(Path file, String why, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.CERTIFICATE_UNUSABLE, file.toString(), file + " is no pass: " + why + ".", cause);
    }

    /** As a file: a secret. */
    public String text() {
        return block("PRIVATE KEY", key.getEncoded()) + pem(own) + pem(node);
    }

    /** A certificate as it stands in a pass. */
    public static String pem(X509Certificate certificate) {
        return block("CERTIFICATE", Certificates.der(certificate).toArray());
    }

    private static String block(String what, byte[] content) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }

    /** SHA-256 of the caller's certificate, as the node's list of passes has it. */
    public String fingerprint() {
        try {
            byte[] der = Certificates.der(own).toArray();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Sockets that show this pass, and talk with whom {@code trust} believes. */
    SSLSocketFactory sockets(TrustManager trust) {
        char[] password = new char[0];
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("own", key, password, new Certificate[] {own});
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), new TrustManager[] {trust}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, "TLS", "This Java cannot use the pass: " + e, e);
        }
    }

    @Override
    public String toString() {
        return "pass of " + Certificates.name(own);
    }
}
