// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;

/**
 * An inviter's word that a machine proved a join code: it stands in for the machine's row until a roster lists it.
 *
 * <pre>
 *   0  magic "HFAM"       4
 *   4  version = 1        u16
 *   6  flags = 0          u16
 *   8  invitation         u16 length, at most 267, and the {@link Invitation}
 *   -  use                u16   from 1 to the invitation's uses
 *   -  owner             32     who is let in
 *   -  site               u8 length, 1 to 64, and ASCII
 *   -  name               u8 length, 1 to 64, and UTF-8
 *   -  time               u64   ms
 *   -  signature         64     ADMISSION over all before, by the inviter's device key
 * </pre>
 *
 * @param use the how-manieth machine this is: two owners with the same use of one invitation mean that an inviter cheats
 */
public record Admission(
        Invitation invitation, int use, OwnerId owner, String site, String name, Instant time, Bytes signature) {
    /** Longest encoded form in bytes. */
    public static final int MAX_BYTES =
            8 + 2 + Invitation.MAX_BYTES + 2 + 32 + 1 + Labels.SITE + 1 + Labels.NAME + 8 + Signatures.BYTES;

    private static final String MAGIC = "HFAM";
    private static final Bytes UNSIGNED = Bytes.of(new byte[Signatures.BYTES]);

    public Admission {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        if (use < 1 || use > invitation.uses()) {
            throw new IllegalArgumentException("use " + use + " of an invitation for " + invitation.uses());
        }
        Labels.site(site);
        Labels.name(name);
        if (invitation.site().isPresent() && !invitation.site().get().equals(site)) {
            throw new IllegalArgumentException("the invitation lays down another site");
        }
        if (signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("an Ed25519 signature has 64 bytes");
        }
    }

    /**
     * Lets {@code owner} in.
     *
     * @param statedSite where the machine says it stands; the invitation's site wins
     * @param inviter signs with the device key of the invitation's inviter
     */
    public static Admission issue(
            Invitation invitation,
            int use,
            OwnerId owner,
            String statedSite,
            String name,
            Instant time,
            Signer inviter) {
        String site = invitation.site().orElse(statedSite);
        Admission draft = new Admission(invitation, use, owner, site, name, time, UNSIGNED);
        Bytes signature = inviter.sign(SignedType.ADMISSION, draft.body());
        return new Admission(invitation, use, owner, site, name, time, signature);
    }

    /** Reads at most {@link #MAX_BYTES}; checks no signature. */
    public static Admission read(byte[] bytes) {
        return Document.read("admission", bytes, MAX_BYTES, Admission::fields);
    }

    private static Admission fields(ByteReader in) {
        Document.start(in, MAGIC);
        return new Admission(
                Invitation.read(in.bytes16(Invitation.MAX_BYTES).toArray()),
                in.u16(),
                new OwnerId(in.id32()),
                in.text8(Labels.SITE),
                in.text8(Labels.NAME),
                in.millis(),
                in.bytes(Signatures.BYTES));
    }

    public byte[] bytes() {
        return new ByteWriter(MAX_BYTES).bytes(body()).bytes(signature).toArray();
    }

    /** The row that an admin puts on the next roster. */
    public RosterEntry row() {
        return RosterEntry.active(owner, site, name);
    }

    /**
     * Whether it holds under this roster: a valid invitation, used while it was open, and signed by a device of its
     * inviter.
     *
     * @param inviter the inviter's certificate that was current then
     */
    public boolean validUnder(Roster roster, DeviceCert inviter) {
        return invitation.validUnder(roster)
                && invitation.openAt(time)
                && inviter.verify(invitation.inviter())
                && Signatures.valid(inviter.device(), SignedType.ADMISSION, body(), signature);
    }

    private byte[] body() {
        return new ByteWriter(MAX_BYTES)
                .magic(MAGIC)
                .u16(Document.VERSION)
                .zero(2)
                .bytes16(Bytes.of(invitation.bytes()))
                .u16(use)
                .id32(owner.value())
                .text8(site, Labels.SITE)
                .text8(name, Labels.NAME)
                .millis(time)
                .toArray();
    }
}
