// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.format.identity.Labels;
import org.holdfast.model.AccessRole;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.pass.Pass;
import org.holdfast.trust.x509.Certificates;
import org.holdfast.trust.x509.SelfSigned;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code remote allow}: makes a key with a certificate for somebody, or takes a certificate, and lets it in. The key never
 * comes to the node.
 */
@Command(
        name = "allow",
        description = {
            "Lets somebody call this node from elsewhere. Makes a key and writes a pass: a file that is as good as that"
                    + " person. Bring it there safely, and keep no copy.",
            "With --certificate the key stays with its owner, and the file is what has to stand behind it in a pass."
        },
        footer = {"", "Example: holdfast remote allow ada --role viewer --days 90"})
final class RemoteAllowCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 3653;

    /** Clocks differ: the certificate holds from a day ago. */
    private static final Duration EARLIER = Duration.ofDays(1);

    @Mixin
    private final Context context = new Context();

    @Parameters(paramLabel = "NAME", description = "What it is called here, and in the audit log.")
    private String name = "";

    @Option(names = "--role", required = true, description = "viewer, operator or custodian.")
    private String role = "";

    @Option(
            names = "--days",
            defaultValue = "365",
            description = "How long the certificate counts (${DEFAULT-VALUE} days).")
    private int days;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "The certificate of a key that is there already, PEM or DER.")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "The file that is written (else NAME.pass).")
    private Optional<Path> out = Optional.empty();

    /** Only picocli makes one. */
    RemoteAllowCommand() {}

    @Override
    public Integer call() {
        check();
        PrivateFile file = new PrivateFile(out.orElseGet(() -> Path.of(name + ".pass")));
        file.requireNew();
        NodeClient node = context.node();
        X509Certificate ofNode = certificate(Fields.raw(node.getOne("/v1/remote-door"), "certificate"));
        if (certificate.isPresent()) {
            X509Certificate own = Certificates.file(certificate.get()).getFirst();
            allow(node, own, file, Pass.pem(own) + Pass.pem(ofNode));
            context.say("Its owner puts its key (PKCS #8 in PEM) before what is in " + file.path() + ".");
        } else {
            KeyPair pair = pair();
            X509Certificate own = certificate(pair);
            allow(node, own, file, new Pass(pair.getPrivate(), own, ofNode).text());
            context.say("Whoever has " + file.path() + " is " + name + " for this node: bring it there safely.");
        }
        return 0;
    }

    private void check() {
        if (AccessRole.of(role).isEmpty()) {
            throw usage(role, "A role is viewer, operator or custodian, not '" + role + "'.");
        }
        if (days < 1 || days > MOST_DAYS) {
            throw usage("--days", "A pass counts for 1 to " + MOST_DAYS + " days, not " + days + ".");
        }
        try {
            Labels.name(name);
        } catch (IllegalArgumentException e) {
            throw usage(name, "'" + name + "' cannot be a name: " + e.getMessage() + ".");
        }
        if (out.isEmpty() && !name.matches("[\\w.-]+")) {
            throw usage("--out", "'" + name + "' makes no good name of a file: name one with --out.");
        }
    }

    private static HoldfastException usage(String subject, String message) {
        return new HoldfastException(ErrorCode.USAGE, subject, message);
    }

    /** The file first: a pass that could not be written would let in nobody, and block the name. */
    private void allow(NodeClient node, X509Certificate own, PrivateFile file, String text) {
        file.write(text);
        JsonObject body = new JsonObject();
        body.addProperty("name", name);
        body.addProperty("role", role);
        body.addProperty("certificate", Pass.pem(own));
        try {
            JsonObject remote = node.call("POST", "/v1/remotes", Map.of(), body);
            remote.addProperty("file", file.path().toString());
            context.answer(remote, RemoteCommand.describe(remote) + "\nIts pass is in " + file.path() + ".");
        } catch (HoldfastException e) {
            file.delete();
            throw e;
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, "key", "This Java cannot make a key: " + e, e);
        }
    }

    private X509Certificate certificate(KeyPair pair) {
        Instant now = InstantSource.system().instant();
        try {
            return SelfSigned.certificate(
                    pair, name, now.minus(EARLIER), now.plus(Duration.ofDays(days)), new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, name, "This Java cannot make a certificate: " + e, e);
        }
    }

    private static X509Certificate certificate(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new HoldfastException(
                    ErrorCode.NODE_UNREACHABLE, "node", "The node's certificate cannot be read: " + e, e);
        }
    }
}
