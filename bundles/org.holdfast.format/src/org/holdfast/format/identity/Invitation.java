// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Id16;
import org.holdfast.model.OwnerId;

/**
 * An admin's leave for one member to let others in. The secret of its {@link JoinCode} is not in it.
 *
 * <pre>
 *   0  magic "HFIN"      4
 *   4  version = 1       u16
 *   6  flags = 0         u16
 *   8  confederation    32
 *  40  id               16     {@link JoinCode#invitation}
 *  56  admin            32     public key
 *  88  inviter          32     owner id
 * 120  not before        u64   ms
 * 128  not after         u64   ms
 * 136  uses              u16   1 to 1000
 * 138  site              u8 length, at most 64 (0: the joiner says its own), and ASCII
 *   -  signature        64     INVITATION over all before
 * </pre>
 *
 * @param uses how many machines may join with it
 * @param site where those machines stand, if the admin laid it down
 */
public record Invitation(
        ConfederationId confederation,
        Id16 id,
        DeviceKey admin,
        OwnerId inviter,
        Instant notBefore,
        Instant notAfter,
        int uses,
        Optional<String> site,
        Bytes signature) {
    /** Longest encoded form in bytes. */
    public static final int MAX_BYTES = 139 + Labels.SITE + Signatures.BYTES;

    /** Most machines that one invitation lets in. */
    public static final int MAX_USES = 1000;

    private static final String MAGIC = "HFIN";
    private static final Bytes UNSIGNED = Bytes.of(new byte[Signatures.BYTES]);

    public Invitation {
        notBefore = notBefore.truncatedTo(ChronoUnit.MILLIS);
        notAfter = notAfter.truncatedTo(ChronoUnit.MILLIS);
        if (!notBefore.isBefore(notAfter) || uses < 1 || uses > MAX_USES) {
            throw new IllegalArgumentException(
                    "an invitation lasts a while and lets 1 to " + MAX_USES + " machines in");
        }
        site.ifPresent(Labels::site);
        if (signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("an Ed25519 signature has 64 bytes");
        }
    }

    /** Terms of an invitation that an admin is about to sign. */
    public record Terms(OwnerId inviter, Instant notBefore, Instant notAfter, int uses, Optional<String> site) {}

    /** An invitation signed by {@code admin} for the holder of {@code code}. */
    public static Invitation issue(ConfederationId confederation, JoinCode code, Terms terms, Signer admin) {
        if (!code.fits(confederation)) {
            throw new IllegalArgumentException("the code is for another confederation");
        }
        Invitation draft = new Invitation(
                confederation,
                code.invitation(),
                admin.key(),
                terms.inviter,
                terms.notBefore,
                terms.notAfter,
                terms.uses,
                terms.site,
                UNSIGNED);
        return draft.with(admin.sign(SignedType.INVITATION, draft.body()));
    }

    private Invitation with(Bytes signed) {
        return new Invitation(confederation, id, admin, inviter, notBefore, notAfter, uses, site, signed);
    }

    /** Reads at most {@link #MAX_BYTES}; checks no signature. */
    public static Invitation read(byte[] bytes) {
        return Document.read("invitation", bytes, MAX_BYTES, Invitation::fields);
    }

    private static Invitation fields(ByteReader in) {
        Document.start(in, MAGIC);
        return new Invitation(
                new ConfederationId(in.id32()),
                in.id16(),
                new DeviceKey(in.id32()),
                new OwnerId(in.id32()),
                in.millis(),
                in.millis(),
                in.u16(),
                Optional.of(in.text8(Labels.SITE)).filter(site -> !site.isEmpty()),
                in.bytes(Signatures.BYTES));
    }

    public byte[] bytes() {
        return new ByteWriter(MAX_BYTES).bytes(body()).bytes(signature).toArray();
    }

    /**
     * Whether an admin of this roster gave it to a member who is still active. Says nothing of time: see
     * {@link #openAt}.
     */
    public boolean validUnder(Roster roster) {
        return confederation.equals(roster.confederation())
                && roster.admins().contains(admin)
                && roster.row(inviter)
                        .filter(row -> row.status() == RosterEntry.Status.ACTIVE)
                        .isPresent()
                && Signatures.valid(admin, SignedType.INVITATION, body(), signature);
    }

    /** Whether it can be used at this time. */
    public boolean openAt(Instant now) {
        return !now.isBefore(notBefore) && now.isBefore(notAfter);
    }

    private byte[] body() {
        return new ByteWriter(MAX_BYTES)
                .magic(MAGIC)
                .u16(Document.VERSION)
                .zero(2)
                .id32(confederation.value())
                .id16(id)
                .id32(admin.value())
                .id32(inviter.value())
                .millis(notBefore)
                .millis(notAfter)
                .u16(uses)
                .text8(site.orElse(""), Labels.SITE)
                .toArray();
    }
}
