// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.identity.RosterAuthority;
import org.holdfast.node.control.AuthorityControl;
import org.holdfast.node.control.AuthorityReport;
import org.holdfast.node.member.CertificateDesk;
import org.holdfast.trust.x509.Certificates;

/** The organisation's CAs, in the words of the control API. */
final class Authorities implements AuthorityControl {
    private final Node node;

    Authorities(Node node) {
        this.node = node;
    }

    private CertificateDesk desk() {
        return node.doorkeeper().certificates();
    }

    @Override
    public List<AuthorityReport> list() {
        return desk().authorities().stream().map(Authorities::report).toList();
    }

    @Override
    public AuthorityReport add(String certificate) {
        return report(desk().add(Path.of(certificate)));
    }

    @Override
    public AuthorityReport remove(String fingerprint) {
        return report(desk().remove(fingerprint));
    }

    private static AuthorityReport report(RosterAuthority authority) {
        Optional<X509Certificate> read = Certificates.parse(authority.certificate());
        return new AuthorityReport(
                read.map(Certificates::name).orElse("not readable here"),
                authority.fingerprint().toString(),
                read.map(each -> each.getNotAfter().toInstant()).orElse(Instant.EPOCH));
    }
}
