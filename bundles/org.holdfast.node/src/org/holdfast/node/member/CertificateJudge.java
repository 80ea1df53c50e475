// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.RosterAuthority;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.x509.CertificateKeys;
import org.holdfast.trust.x509.Certificates;
import org.jspecify.annotations.Nullable;

/**
 * Whether a machine's certificate is one of the organisation's CAs, and the machine its holder: the path as in RFC 5280
 * section 6, then what the JDK leaves to its callers: the CA's own time, path length and key, and what the machine's
 * certificate is for. Nothing is asked of the network: lists of revoked certificates are not looked at. Stateless.
 */
final class CertificateJudge {
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USE = "2.5.29.37.0";
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int CERTIFICATE_SIGNING = 5;
    private static final Pattern BROKEN_HASH = Pattern.compile("(?i)(MD2|MD5|SHA-?1)with.*");

    private CertificateJudge() {}

    /** What was found good. @param authority under which it is */
    record Found(X509Certificate machine, X509Certificate authority) {
        /** What the roster says of the machine's certificate. */
        Digest signedPart() {
            return Certificates.signedPart(machine);
        }
    }

    /** @throws HoldfastException CERTIFICATE_REFUSED with the reason */
    static Found judge(CertifiedJoin wish, Collection<RosterAuthority> authorities, Instant now) {
        List<X509Certificate> chain = chain(wish, authorities);
        X509Certificate machine = chain.getFirst();
        chain.forEach(each -> checkTime(each, now));
        X509Certificate authority = path(chain, trusted(authorities), now);
        checkTime(authority, now);
        checkLength(chain, authority);
        chain.forEach(CertificateJudge::checkStrength);
        checkUse(machine);
        if (!CertificateKeys.valid(machine.getPublicKey(), wish.signedText(), wish.signature())) {
            throw refused(machine, "the wish to join is not signed with its key", null);
        }
        return new Found(machine, authority);
    }

    /** As shown, without what is on the roster anyway. */
    private static List<X509Certificate> chain(CertifiedJoin wish, Collection<RosterAuthority> authorities) {
        Set<Bytes> known =
                authorities.stream().map(RosterAuthority::certificate).collect(Collectors.toSet());
        List<X509Certificate> chain = new ArrayList<>();
        for (Bytes der : wish.certificates()) {
            if (!chain.isEmpty() && known.contains(der)) {
                return chain;
            }
            chain.add(Certificates.parse(der)
                    .orElseThrow(() -> new HoldfastException(
                            ErrorCode.CERTIFICATE_REFUSED, "certificate", "what was shown is no X.509 certificate")));
        }
        return chain;
    }

    private static Set<TrustAnchor> trusted(Collection<RosterAuthority> authorities) {
        return authorities.stream()
                .flatMap(each -> Certificates.parse(each.certificate()).stream())
                .map(each -> new TrustAnchor(each, null))
                .collect(Collectors.toSet());
    }

    private static X509Certificate path(List<X509Certificate> chain, Set<TrustAnchor> trusted, Instant now) {
        if (trusted.isEmpty()) {
            throw refused(
                    chain.getFirst(),
                    "this confederation lists no CA of its organisation; 'holdfast ca add' at an admin's machine does",
                    null);
        }
        try {
            PKIXParameters parameters = new PKIXParameters(trusted);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            var path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
            var result = CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return ((PKIXCertPathValidatorResult) result).getTrustAnchor().getTrustedCert();
        } catch (CertPathValidatorException e) {
            throw refused(chain.getFirst(), why(e, chain.getLast()), e);
        } catch (GeneralSecurityException e) {
            throw refused(chain.getFirst(), String.valueOf(e.getMessage()), e);
        }
    }

    private static String why(CertPathValidatorException e, X509Certificate last) {
        return e.getReason() == java.security.cert.PKIXReason.NO_TRUST_ANCHOR
                ? "its chain ends at '" + issuer(last) + "', which is no CA of this confederation"
                : String.valueOf(e.getMessage());
    }

    private static String issuer(X509Certificate certificate) {
        return Certificates.name(certificate.getIssuerX500Principal());
    }

    private static void checkTime(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
        } catch (CertificateExpiredException e) {
            throw refused(
                    certificate, "it expired at " + certificate.getNotAfter().toInstant(), e);
        } catch (CertificateNotYetValidException e) {
            Instant from = certificate.getNotBefore().toInstant();
            throw refused(certificate, "it is valid from " + from + " on: are the clocks right?", e);
        }
    }

    /** The JDK does not hold a trust anchor to its own path length. */
    private static void checkLength(List<X509Certificate> chain, X509Certificate authority) {
        if (chain.size() - 1 > authority.getBasicConstraints()) {
            throw refused(
                    chain.getFirst(),
                    "there are more CAs in its chain than '" + issuer(chain.getLast()) + "' allows",
                    null);
        }
    }

    private static void checkStrength(X509Certificate certificate) {
        weakness(certificate).ifPresent(why -> {
            throw refused(certificate, why, null);
        });
    }

    private static Optional<String> weakness(X509Certificate certificate) {
        return BROKEN_HASH.matcher(certificate.getSigAlgName()).matches()
                ? Optional.of("it is signed with a hash that is broken, " + certificate.getSigAlgName())
                : CertificateKeys.objection(certificate.getPublicKey());
    }

    private static void checkUse(X509Certificate machine) {
        if (machine.getBasicConstraints() >= 0) {
            throw refused(machine, "it is a CA's and no machine's", null);
        }
        boolean @Nullable [] uses = machine.getKeyUsage();
        if (uses != null && !uses[DIGITAL_SIGNATURE]) {
            throw refused(machine, "its key usage does not allow digital signatures", null);
        }
        List<String> purposes = purposes(machine);
        if (!purposes.isEmpty() && !purposes.contains(CLIENT_AUTH) && !purposes.contains(ANY_USE)) {
            throw refused(machine, "its extended key usage does not allow client authentication", null);
        }
    }

    private static List<String> purposes(X509Certificate machine) {
        try {
            return Optional.ofNullable(machine.getExtendedKeyUsage()).orElse(List.of());
        } catch (CertificateException e) {
            throw refused(machine, "its extended key usage cannot be read", e);
        }
    }

    /**
     * Whether machines can join under this CA.
     *
     * @throws HoldfastException CERTIFICATE_UNUSABLE if it is none, is over, or says what would not be kept to
     */
    static void checkAuthority(X509Certificate authority, Instant now) {
        boolean @Nullable [] uses = authority.getKeyUsage();
        if (authority.getBasicConstraints() < 0 || (uses != null && !uses[CERTIFICATE_SIGNING])) {
            throw unusable(authority, "it is not a CA's: its key may not sign certificates");
        }
        if (Certificates.der(authority).length() > RosterAuthority.MAX_BYTES) {
            throw unusable(
                    authority,
                    "it is longer than the " + RosterAuthority.MAX_BYTES + " bytes that a roster has room for");
        }
        if (authority.getNotAfter().toInstant().isBefore(now)) {
            throw unusable(authority, "it expired at " + authority.getNotAfter().toInstant());
        }
        if (authority.getExtensionValue(NAME_CONSTRAINTS) != null) {
            throw unusable(authority, "it has name constraints, which would not be kept to; add a CA below it without");
        }
        weakness(authority).ifPresent(why -> {
            throw unusable(authority, why);
        });
    }

    private static HoldfastException unusable(X509Certificate authority, String why) {
        String name = Certificates.name(authority);
        return new HoldfastException(
                ErrorCode.CERTIFICATE_UNUSABLE,
                name,
                "The certificate '" + name + "' cannot be a CA of this confederation: " + why + ".");
    }

    private static HoldfastException refused(X509Certificate about, String why, @Nullable Throwable cause) {
        String name = Certificates.name(about);
        return new HoldfastException(ErrorCode.CERTIFICATE_REFUSED, name, "certificate '" + name + "': " + why, cause);
    }
}
