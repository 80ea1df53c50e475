// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import jdk.security.jarsigner.JarSignerException;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Signs jars by the JDK's own signer, with SHA-256 and the key's algorithm. Stateless. */
public final class JarSigning {
    private static final String SIGNER = "HOLDFAST";

    private JarSigning() {}

    /**
     * Signs every entry. An earlier signature of this method is replaced, others stay. Needs a Java with the module
     * {@code jdk.jartool}, which a whole JDK has.
     *
     * @param out may be the same file; it is replaced only when the signed one is complete
     * @throws HoldfastException PLUGIN_BROKEN if it is no jar or cannot be signed, DISK_FAILED, JDK_TOO_OLD if this Java
     *     has no signer
     */
    public static void sign(Path in, Path out, PublisherKey key) {
        Path draft = out.resolveSibling(out.getFileName() + ".signing");
        try {
            try (ZipFile jar = new ZipFile(in.toFile());
                    OutputStream signed = Files.newOutputStream(draft)) {
                signer(key).sign(jar, signed);
            }
            Files.move(draft, out, StandardCopyOption.REPLACE_EXISTING);
        } catch (JarSignerException | ZipException e) {
            throw new HoldfastException(
                    ErrorCode.PLUGIN_BROKEN, in.toString(), in + " cannot be signed: " + e.getMessage(), e);
        } catch (NoClassDefFoundError e) {
            throw new HoldfastException(
                    ErrorCode.JDK_TOO_OLD,
                    in.toString(),
                    "This Java cannot sign jars, as it lacks the module jdk.jartool: use a JDK (HOLDFAST_JAVA)",
                    e);
        } catch (IOException | GeneralSecurityException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, in.toString(), "Cannot sign " + in + " into " + out + ": " + e, e);
        }
    }

    private static JarSigner signer(PublisherKey key) throws GeneralSecurityException {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(key.certificate()));
        return new JarSigner.Builder(key.privateKey(), path)
                .digestAlgorithm("SHA-256")
                .signerName(SIGNER)
                .build();
    }
}
