// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.handshake.CertificateGranter.Enrol;
import org.holdfast.core.handshake.CertificateGranter.Enrolled;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.Labels;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterAuthority;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.trust.x509.Certificates;
import org.jspecify.annotations.Nullable;

/**
 * Says which CAs are the organisation's, and lists machines that come with their certificates. Nothing is remembered but
 * what the roster says: which certificate a machine joined with stands in its row. Thread-safe.
 */
public final class CertificateDesk {
    /** Shorter beginnings of a fingerprint could be anybody's. */
    private static final int SHORTEST = 8;

    private final RosterDesk rosters;
    private final Ledger ledger;
    private final NodeClock clock;

    public CertificateDesk(RosterDesk rosters, Ledger ledger, NodeClock clock) {
        this.rosters = rosters;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The organisation's CAs. */
    public List<RosterAuthority> authorities() {
        return rosters.membership().roster().map(Roster::authorities).orElse(List.of());
    }

    /**
     * Lets machines join with certificates of this CA from now on. Again it does nothing.
     *
     * @param file with that one certificate, PEM or DER
     * @throws HoldfastException NOT_ON_ROSTER if this node is no admin; CERTIFICATE_UNUSABLE; CONFLICT if there are four
     */
    public synchronized RosterAuthority add(Path file) {
        rosters.admin();
        X509Certificate certificate = only(file);
        CertificateJudge.checkAuthority(certificate, clock.instant());
        RosterAuthority authority = new RosterAuthority(Certificates.der(certificate));
        RosterChange change = new RosterChange.AuthorityAdded(authority);
        switch (change.in(rosters.roster())) {
            case THERE -> {}
            case OVERRULED -> throw full();
            case MISSING -> sign(change, "CA_ADDED", authority.fingerprint(), Certificates.name(certificate));
        }
        return authority;
    }

    private static X509Certificate only(Path file) {
        List<X509Certificate> all = Certificates.file(file);
        if (all.size() != 1) {
            throw new HoldfastException(
                    ErrorCode.CERTIFICATE_UNUSABLE,
                    file.toString(),
                    file + " holds " + all.size() + " certificates; a CA is one. Add each from a file of its own.");
        }
        return all.getFirst();
    }

    private static HoldfastException full() {
        return new HoldfastException(
                ErrorCode.CONFLICT,
                "CA",
                "The roster has " + Roster.MAX_AUTHORITIES + " CAs already, and no room for more: nothing was changed."
                        + " 'holdfast ca list' shows them, 'holdfast ca remove' takes one off.");
    }

    /**
     * Nobody joins with its certificates any more; whoever did stays.
     *
     * @param wanted its fingerprint, or at least the first 8 digits
     * @throws HoldfastException NOT_ON_ROSTER if this node is no admin; USAGE if there is no such CA, or more than one
     */
    public synchronized RosterAuthority remove(String wanted) {
        rosters.admin();
        List<RosterAuthority> meant = authorities().stream()
                .filter(each -> wanted.length() >= SHORTEST
                        && each.fingerprint().toString().startsWith(wanted))
                .toList();
        if (meant.size() != 1) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    wanted,
                    (meant.isEmpty() ? "No CA's" : "More than one CA's") + " fingerprint begins with '" + wanted
                            + "'. 'holdfast ca list' shows them; the first " + SHORTEST + " digits are enough.");
        }
        RosterAuthority authority = meant.getFirst();
        Digest fingerprint = authority.fingerprint();
        sign(new RosterChange.AuthorityRemoved(fingerprint), "CA_REMOVED", fingerprint, name(authority));
        return authority;
    }

    private void sign(RosterChange change, String event, Digest fingerprint, String name) {
        rosters.sign(List.of(change));
        ledger.events().append(clock.instant(), event, fingerprint.toString(), name);
    }

    private static String name(RosterAuthority authority) {
        return Certificates.parse(authority.certificate())
                .map(Certificates::name)
                .orElse("");
    }

    /**
     * Puts a machine on the roster that has shown its certificate on a link of its own.
     *
     * @throws HoldfastException CERTIFICATE_REFUSED, JOIN_REFUSED for its name or site, NOT_ON_ROSTER if this node is no
     *     admin
     */
    synchronized Enrolled enrol(Enrol ask) {
        requireAdmin();
        CertifiedJoin wish = ask.wish();
        Roster roster = rosters.roster();
        requireOurs(wish, roster);
        if (roster.row(wish.owner()).isEmpty()) {
            CertificateJudge.Found found = CertificateJudge.judge(wish, roster.authorities(), clock.instant());
            requireUnused(found, roster);
            requireNames(ask, roster);
            list(ask, found);
        }
        return new Enrolled();
    }

    private void requireAdmin() {
        try {
            rosters.admin();
        } catch (HoldfastException e) {
            throw new HoldfastException(
                    ErrorCode.NOT_ON_ROSTER, "certificate", "this machine is no admin's, which certificates need", e);
        }
    }

    private static void requireOurs(CertifiedJoin wish, Roster roster) {
        if (!wish.confederation().equals(roster.confederation())) {
            throw new HoldfastException(
                    ErrorCode.CERTIFICATE_REFUSED,
                    "certificate",
                    "the wish is to join another confederation than '"
                            + roster.founding().name() + "'; 'holdfast status --json' here shows its id");
        }
    }

    /** Whoever stole a machine's certificate, or was shut out, does not come back with it under another name. */
    private static void requireUnused(CertificateJudge.Found found, Roster roster) {
        roster.holder(found.signedPart()).ifPresent(other -> {
            throw new HoldfastException(
                    ErrorCode.CERTIFICATE_REFUSED,
                    other.name(),
                    "the certificate was used already: by " + other.owner().brief()
                            + "; a machine that is set up anew recovers from its sheet, or has the CA make it another");
        });
    }

    private static void requireNames(Enrol ask, Roster roster) {
        try {
            Labels.name(ask.name());
            Labels.site(ask.site());
        } catch (IllegalArgumentException e) {
            throw joinRefused("name or site", String.valueOf(e.getMessage()), e);
        }
        boolean taken = roster.entries().stream()
                .anyMatch(row ->
                        row.status() == RosterEntry.Status.ACTIVE && row.name().equals(ask.name()));
        if (taken) {
            throw joinRefused(
                    ask.name(),
                    "a member is called '" + ask.name() + "' already: give this machine another name (setting 'name'),"
                            + " or revoke that one",
                    null);
        }
    }

    private static HoldfastException joinRefused(String subject, String why, @Nullable Throwable cause) {
        return new HoldfastException(ErrorCode.JOIN_REFUSED, subject, why, cause);
    }

    private void list(Enrol ask, CertificateJudge.Found found) {
        CertifiedJoin wish = ask.wish();
        RosterEntry row = RosterEntry.certified(wish.owner(), ask.site(), ask.name(), found.signedPart());
        rosters.sign(List.of(new RosterChange.Row(Optional.empty(), row)));
        ledger.events()
                .append(
                        clock.instant(),
                        "JOINED",
                        wish.owner().brief(),
                        ask.name() + " at " + ask.site() + " with certificate '" + Certificates.name(found.machine())
                                + "' of '" + Certificates.name(found.authority()) + "', " + found.signedPart());
    }
}
