// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.Mac;
import org.holdfast.model.AccessRole;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.node.control.AccessControl;
import org.holdfast.node.control.Caller;
import org.holdfast.node.control.RemoteDoorReport;
import org.holdfast.node.control.RemoteReport;
import org.holdfast.node.control.RemoteRequest;
import org.holdfast.trust.RemoteKey;
import org.holdfast.trust.RemoteKeyStore;
import org.holdfast.trust.RemotePass;
import org.holdfast.trust.RemotePassStore;
import org.holdfast.trust.x509.CertificateKeys;
import org.holdfast.trust.x509.Certificates;
import org.jspecify.annotations.Nullable;

/** Who may call this node, and the record of what callers changed. Thread-safe. */
final class RemoteDesk implements AccessControl {
    private static final int LONGEST_NOTE = 400;

    private final Node node;
    private final RemoteKeyStore keys;
    private @Nullable RemotePassStore passes; // guarded by this

    RemoteDesk(Node node) {
        this.node = node;
        this.keys = new RemoteKeyStore(node.home(), node.random());
    }

    /** Read when it is first needed: if it is damaged, nobody calls from elsewhere, and all else goes on. */
    private synchronized RemotePassStore passes() {
        RemotePassStore read = passes;
        if (read == null) {
            read = new RemotePassStore(node.home());
            passes = read;
        }
        return read;
    }

    @Override
    public List<RemoteReport> remotes() {
        return passes().all().stream().map(RemoteDesk::report).toList();
    }

    @Override
    public RemoteReport allow(RemoteRequest request) {
        AccessRole role = AccessRole.of(request.role())
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.USAGE,
                        request.role(),
                        "A role is viewer, operator or custodian, not '" + request.role() + "'."));
        X509Certificate certificate = read(request.name(), request.certificate());
        Instant notAfter = certificate.getNotAfter().toInstant();
        if (notAfter.isBefore(clock().instant())) {
            throw unusable(request.name(), "it has expired at " + notAfter, null);
        }
        RemotePass pass = pass(request.name(), role, certificate, notAfter);
        passes().add(pass);
        note(
                "REMOTE_ALLOWED",
                pass.name(),
                role.word() + " until " + notAfter + ", with certificate " + pass.fingerprint());
        return report(pass);
    }

    private RemotePass pass(String name, AccessRole role, X509Certificate certificate, Instant notAfter) {
        try {
            return new RemotePass(name, role, fingerprint(certificate), clock().instant(), notAfter);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE, name, "'" + name + "' cannot be a caller's name: " + e.getMessage() + ".", e);
        }
    }

    private static X509Certificate read(String name, String pem) {
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            CertificateKeys.objection(certificate.getPublicKey()).ifPresent(why -> {
                throw unusable(name, why, null);
            });
            return certificate;
        } catch (CertificateException e) {
            throw unusable(name, "it is no certificate in PEM (" + e.getMessage() + ")", e);
        }
    }

    private static HoldfastException unusable(String name, String why, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.CERTIFICATE_UNUSABLE,
                name,
                "The certificate of '" + name + "' cannot be used: " + why + ".",
                cause);
    }

    @Override
    public RemoteReport revoke(String name) {
        RemotePass pass = passes().remove(name)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.REMOTE_UNKNOWN,
                        name,
                        "Nobody is let in as '" + name + "'. 'holdfast remote list' shows who is."));
        note("REMOTE_REVOKED", pass.name(), "was " + pass.role().word() + ", with certificate " + pass.fingerprint());
        return report(pass);
    }

    @Override
    public RemoteDoorReport door() {
        X509Certificate certificate = keys.get().certificate();
        return new RemoteDoorReport(
                node.settings().text(Setting.REMOTE_ADDRESS),
                fingerprint(certificate).toString(),
                pem(certificate));
    }

    @Override
    public Optional<Listening> listening() {
        String address = node.settings().text(Setting.REMOTE_ADDRESS);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        NodeAddress where = NodeAddress.parse(address);
        RemoteKey key = keys.get();
        return Optional.of(
                new Listening(new InetSocketAddress(where.host(), where.port()), key.key(), key.certificate()));
    }

    @Override
    public Caller admit(X509Certificate shown, String from) {
        RemotePass pass = passes().find(fingerprint(shown))
                .orElseThrow(() -> refused("this node knows no certificate " + fingerprint(shown)
                        + ": it was never let in, or was revoked. 'holdfast remote allow' at the node lets it in"));
        if (clock().instant().isAfter(pass.notAfter())) {
            throw refused("the certificate of '" + pass.name() + "' has expired at " + pass.notAfter()
                    + ". 'holdfast remote revoke' and then 'remote allow' at the node make a new one");
        }
        return new Caller(pass.name(), pass.role(), from);
    }

    private static HoldfastException refused(String why) {
        return new HoldfastException(ErrorCode.ACCESS_REFUSED, "control API", "Refused: " + why + ".");
    }

    @Override
    public void asked(Caller caller, String call, String what) {
        String clean = what.replaceAll("\\p{C}", " ");
        String cut = clean.length() > LONGEST_NOTE ? clean.substring(0, LONGEST_NOTE) + "…" : clean;
        note("CHANGE_ASKED", call, by(caller) + (cut.isBlank() ? "" : ": " + cut));
    }

    @Override
    public void failed(Caller caller, String call, ErrorCode why) {
        note("CHANGE_FAILED", call, by(caller) + ": " + why);
    }

    private void note(String event, String call, String text) {
        node.stores().ledger().events().append(clock().instant(), event, call, text);
    }

    private static String by(Caller caller) {
        return "by " + caller.name() + " (" + caller.role().word() + ") from " + caller.from();
    }

    @Override
    public InstantSource clock() {
        return node.clock();
    }

    private static Digest fingerprint(X509Certificate certificate) {
        return Mac.sha256(Certificates.der(certificate).toArray());
    }

    private static String pem(X509Certificate certificate) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(Certificates.der(certificate).toArray());
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    private static RemoteReport report(RemotePass pass) {
        return new RemoteReport(
                pass.name(), pass.role().word(), pass.fingerprint().toString(), pass.since(), pass.notAfter());
    }
}
