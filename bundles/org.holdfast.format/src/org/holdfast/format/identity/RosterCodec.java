// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * A roster's bytes. The body is what is signed and hashed:
 *
 * <pre>
 * magic "HFRO"        4
 * version of format   u16   1
 * flags               u16   bit 0: the founding has an escrow key; bit 1: has acts of admins; bit 2: has CAs
 * founding            41 to 137, see {@link Founding}
 * version             u64   from 1
 * previous            32    hash of the body of version − 1; zero in version 1
 * time                u64   ms
 * threshold           u8    1 to admins
 * admins              u8    1 to 16, and as many public keys of 32, ascending
 * entries             u16   at most 8192, and as many entries, ascending by owner:
 *   owner             32
 *   status            u8    1 active, 2 suspended, 3 revoked; + 128 if a certificate follows
 *   minDeviceEpoch    u32   below 2^31
 *   site              u8 length, 1 to 64, and ASCII
 *   name              u8 length, 1 to 64, and UTF-8
 *   certificate       32    SHA-256 of what the CA signed of it, only with + 128
 * publishers          u8    at most 64, and as many, ascending by fingerprint:
 *   fingerprint       32    SHA-256 of the certificate
 *   status            u8    1 trusted, 2 revoked
 *   name              u8 length, 1 to 64, and UTF-8
 * acts                u8    only with bit 1: 1 to 64, and as many {@link AdminAct}s of 169
 * times of changes    u64   only with bit 1: ms, for each admin
 * CAs                 u8    only with bit 2: 1 to 4, and as many, ascending by SHA-256:
 *   certificate       u16 length, 1 to 2048, and DER
 * -- end of the body --
 * signatures          u8    at most 32, and as many of 96, ascending by key:
 *   admin             32
 *   signature         64    ROSTER over the body
 * </pre>
 */
final class RosterCodec {
    /** Longest roster: 8192 entries with the longest labels and a certificate, and the rest. */
    static final int MAX = 1_700_000;

    private static final String MAGIC = "HFRO";
    private static final int ESCROW = 1;
    private static final int ACTS = 2;
    private static final int AUTHORITIES = 4;
    private static final int CERTIFIED = 128;
    private static final int SMALLEST_ENTRY = 32 + 1 + 4 + 2 + 2;
    private static final int SIGNATURE = 32 + Signatures.BYTES;

    private RosterCodec() {}

    static byte[] body(Roster roster) {
        ByteWriter out = new ByteWriter(512 + 64 * roster.entries().size());
        out.magic(MAGIC).u16(Document.VERSION).u16(flags(roster));
        roster.founding().write(out);
        out.u64(roster.version()).id32(roster.previous().value()).millis(roster.time());
        out.u8(roster.threshold()).u8(roster.admins().size());
        roster.admins().forEach(admin -> out.id32(admin.value()));
        out.u16(roster.entries().size());
        roster.entries().forEach(entry -> write(entry, out));
        out.u8(roster.publishers().size());
        roster.publishers().forEach(each -> write(each, out));
        if (!roster.succession().isEmpty()) {
            out.u8(roster.succession().acts().size());
            roster.succession().acts().forEach(act -> act.write(out));
            roster.succession().asOf().forEach(out::u64);
        }
        if (!roster.authorities().isEmpty()) {
            out.u8(roster.authorities().size());
            roster.authorities().forEach(each -> out.bytes16(each.certificate()));
        }
        return out.toArray();
    }

    private static int flags(Roster roster) {
        return (roster.escrow().isPresent() ? ESCROW : 0)
                | (roster.succession().isEmpty() ? 0 : ACTS)
                | (roster.authorities().isEmpty() ? 0 : AUTHORITIES);
    }

    static void write(RosterEntry entry, ByteWriter out) {
        out.id32(entry.owner().value())
                .u8(entry.status().number() | (entry.certificate().isPresent() ? CERTIFIED : 0))
                .u32(entry.minDeviceEpoch())
                .text8(entry.site(), Labels.SITE)
                .text8(entry.name(), Labels.NAME);
        entry.certificate().ifPresent(each -> out.id32(each.value()));
    }

    static void write(RosterPublisher publisher, ByteWriter out) {
        out.id32(publisher.fingerprint().value())
                .u8(publisher.status().number())
                .text8(publisher.name(), Labels.NAME);
    }

    static byte[] encode(Roster roster) {
        byte[] body = body(roster);
        ByteWriter out =
                new ByteWriter(body.length + 1 + SIGNATURE * roster.signatures().size());
        out.bytes(body).u8(roster.signatures().size());
        roster.signatures().forEach(each -> out.id32(each.admin().value()).bytes(each.signature()));
        return out.toArray();
    }

    static Roster decode(byte[] bytes) {
        return Document.read("roster", bytes, MAX, RosterCodec::fields);
    }

    private static Roster fields(ByteReader in) {
        in.magic(MAGIC);
        in.version(Document.VERSION);
        int flags = in.u16();
        if ((flags & ~(ESCROW | ACTS | AUTHORITIES)) != 0) {
            throw in.bad("no roster has the flags " + flags);
        }
        Founding founding = Founding.read(in, (flags & ESCROW) != 0);
        long version = in.u64();
        Digest previous = new Digest(in.id32());
        Instant time = in.millis();
        int threshold = in.u8();
        List<DeviceKey> admins = admins(in);
        return new Roster(
                founding,
                version,
                previous,
                time,
                threshold,
                admins,
                entries(in),
                publishers(in),
                (flags & ACTS) != 0 ? succession(in, admins.size()) : Succession.NONE,
                (flags & AUTHORITIES) != 0 ? authorities(in) : List.of(),
                signatures(in));
    }

    private static List<DeviceKey> admins(ByteReader in) {
        List<DeviceKey> admins = new ArrayList<>();
        for (int left = in.u8(); left > 0; left--) {
            admins.add(new DeviceKey(in.id32()));
        }
        return admins;
    }

    private static List<RosterEntry> entries(ByteReader in) {
        int count = in.count16(Roster.MAX_ENTRIES, SMALLEST_ENTRY);
        List<RosterEntry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(entry(in));
        }
        return entries;
    }

    static RosterEntry entry(ByteReader in) {
        OwnerId owner = new OwnerId(in.id32());
        int status = in.u8();
        return new RosterEntry(
                owner,
                RosterEntry.Status.of(status & ~CERTIFIED),
                in.u32(Integer.MAX_VALUE),
                in.text8(Labels.SITE),
                in.text8(Labels.NAME),
                (status & CERTIFIED) != 0 ? Optional.of(new Digest(in.id32())) : Optional.empty());
    }

    private static List<RosterPublisher> publishers(ByteReader in) {
        List<RosterPublisher> publishers = new ArrayList<>();
        for (int left = in.u8(); left > 0; left--) {
            publishers.add(publisher(in));
        }
        return publishers;
    }

    static RosterPublisher publisher(ByteReader in) {
        return new RosterPublisher(new Digest(in.id32()), RosterPublisher.Status.of(in.u8()), in.text8(Labels.NAME));
    }

    private static Succession succession(ByteReader in, int admins) {
        List<AdminAct> acts = new ArrayList<>();
        for (int left = in.u8(); left > 0; left--) {
            acts.add(AdminAct.read(in));
        }
        if (acts.isEmpty()) {
            throw in.bad("a roster without acts of admins does not say that it has them");
        }
        List<Long> asOf = new ArrayList<>();
        for (int i = 0; i < admins; i++) {
            asOf.add(in.u64());
        }
        return new Succession(acts, asOf);
    }

    private static List<RosterAuthority> authorities(ByteReader in) {
        List<RosterAuthority> authorities = new ArrayList<>();
        for (int left = in.u8(); left > 0; left--) {
            authorities.add(authority(in));
        }
        if (authorities.isEmpty()) {
            throw in.bad("a roster without CAs does not say that it has them");
        }
        return authorities;
    }

    static RosterAuthority authority(ByteReader in) {
        return new RosterAuthority(in.bytes16(RosterAuthority.MAX_BYTES));
    }

    private static List<RosterSignature> signatures(ByteReader in) {
        List<RosterSignature> signatures = new ArrayList<>();
        for (int left = in.u8(); left > 0; left--) {
            signatures.add(new RosterSignature(new DeviceKey(in.id32()), in.bytes(Signatures.BYTES)));
        }
        return signatures;
    }
}
