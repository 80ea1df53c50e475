// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.holdfast.format.Mac;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;

/**
 * Who is in a managed confederation, as its admins signed it. Versions follow one another: each is signed by enough of
 * the admins of the version before it, and by enough of its own. It never expires; the highest version wins, and of two
 * that admins signed at the same time the one with the lower hash. The layout stands at {@link RosterCodec}.
 *
 * @param previous hash of the version that it was made from; all zero in version 1
 * @param threshold how many admins must sign the next version
 * @param admins ascending
 * @param entries ascending by owner
 * @param publishers whose signature makes a plug-in welcome, or no longer; ascending by fingerprint
 * @param succession how the admins became admins; nothing where only the founder ever was one
 * @param authorities the organisation's CAs, under whose certificates machines join; ascending by fingerprint
 * @param signatures ascending by key
 */
public record Roster(
        Founding founding,
        long version,
        Digest previous,
        Instant time,
        int threshold,
        List<DeviceKey> admins,
        List<RosterEntry> entries,
        List<RosterPublisher> publishers,
        Succession succession,
        List<RosterAuthority> authorities,
        List<RosterSignature> signatures) {
    /** Most members of one confederation. */
    public static final int MAX_ENTRIES = 8192;

    /** Most admins. */
    public static final int MAX_ADMINS = 16;

    /** Most publishers, trusted and revoked. */
    public static final int MAX_PUBLISHERS = 64;

    /** Most certificate authorities. */
    public static final int MAX_AUTHORITIES = 4;

    /** Highest version, which time does not get to: so sums with it do not overflow. */
    public static final long MAX_VERSION = (1L << 48) - 1;

    /** Longest encoded form in bytes. */
    public static final int MAX_BYTES = RosterCodec.MAX;

    private static final Digest NONE = new Digest(Id32.ZERO);

    /** What a member makes of another roster than its own. */
    public enum Verdict {
        /** Later than the known one and rightly signed: take it. */
        SUCCEEDS,
        SAME,
        OLDER,
        /** Rightly signed at the same time as the known one, which goes first. */
        LOSES,
        /** Signed by somebody who was an admin once, and by nobody of whom the known one says so. An alarm. */
        FORKED,
        /** Of another confederation. */
        FOREIGN,
        /** Not signed by enough admins. */
        UNSIGNED
    }

    /** What a roster says of a device. */
    public enum Standing {
        ADMITTED,
        NOT_LISTED,
        SUSPENDED,
        /** The owner is listed, but an admin has shut out its devices up to a later epoch. */
        EPOCH_TOO_OLD
    }

    public Roster {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        admins = List.copyOf(admins);
        entries = List.copyOf(entries);
        publishers = List.copyOf(publishers);
        authorities = List.copyOf(authorities);
        signatures = List.copyOf(signatures);
        if (version < 1 || (version == 1) != previous.equals(NONE)) {
            throw new IllegalArgumentException("rosters count from 1, and all but the first name the one before");
        }
        if (version > MAX_VERSION || (version > Founding.AT_ONCE && time.toEpochMilli() < founding.earliest(version))) {
            throw new IllegalArgumentException("there cannot be so many versions yet");
        }
        long latest = time.toEpochMilli();
        if (succession.asOf().stream().anyMatch(each -> each < 0 || each > latest)) {
            throw new IllegalArgumentException("a roster holds no changes that are younger than itself");
        }
        if (admins.isEmpty() || admins.size() > MAX_ADMINS || threshold < 1 || threshold > admins.size()) {
            throw new IllegalArgumentException("a roster has 1 to 16 admins, of whom 1 to all must sign");
        }
        if (entries.size() > MAX_ENTRIES || signatures.size() > 2 * MAX_ADMINS) {
            throw new IllegalArgumentException("a roster has at most 8192 entries and 32 signatures");
        }
        if (publishers.size() > MAX_PUBLISHERS || authorities.size() > MAX_AUTHORITIES) {
            throw new IllegalArgumentException("a roster has at most 64 publishers and 4 certificate authorities");
        }
        if (!succession.isEmpty() && (threshold != 1 || succession.asOf().size() != admins.size())) {
            throw new IllegalArgumentException("admins who appoint others sign alone, and each has its time");
        }
        ascending(admins, Function.identity());
        ascending(entries, RosterEntry::owner);
        ascending(publishers, each -> each.fingerprint().value());
        ascending(authorities, each -> each.fingerprint().value());
        ascending(signatures, RosterSignature::admin);
    }

    private static <T, K extends Comparable<K>> void ascending(List<T> list, Function<T, K> key) {
        for (int i = 1; i < list.size(); i++) {
            if (key.apply(list.get(i - 1)).compareTo(key.apply(list.get(i))) >= 0) {
                throw new IllegalArgumentException("what a roster lists is sorted, and none comes twice");
            }
        }
    }

    /** Version 1: the founder is the only admin. */
    public static Roster found(Founding founding, Collection<RosterEntry> entries, Signer founder) {
        if (!founder.key().equals(founding.founder())) {
            throw new IllegalArgumentException("only the founder's key founds");
        }
        return new Roster(
                        founding,
                        1,
                        NONE,
                        founding.time(),
                        1,
                        List.of(founder.key()),
                        byOwner(entries).values().stream().toList(),
                        List.of(),
                        Succession.NONE,
                        List.of(),
                        List.of())
                .signed(List.of(founder));
    }

    /** The next version with this row inserted or replaced, signed by one admin. */
    public Roster with(RosterEntry row, Instant time, Signer admin) {
        return changed(List.of(new RosterChange.Row(row(row.owner()), row)), time, admin);
    }

    /** The next version with this publisher inserted or replaced, signed by one admin. */
    public Roster withPublisher(RosterPublisher publisher, Instant time, Signer admin) {
        RosterChange change = new RosterChange.Publisher(publisher(publisher.fingerprint()), publisher);
        return changed(List.of(change), time, admin);
    }

    /** The next version with all these changes, signed by one admin, whoever that is. */
    public Roster changed(List<RosterChange> changes, Instant time, Signer admin) {
        return changed(changes, version, time, admin);
    }

    /** The same, with a version that is above {@code other} too: so it goes before a branch that is to end. */
    public Roster changed(List<RosterChange> changes, long other, Instant time, Signer admin) {
        RosterDraft draft = new RosterDraft(this, Math.max(version, other) + 1, admin);
        changes.forEach(draft::apply);
        return draft.version(time).signed(List.of(admin));
    }

    /**
     * The next version with these members and admins, for confederations in which several sign together; all else stays.
     * It {@link #succeeds} this one if enough of both versions' admins are among the signers.
     */
    public Roster next(
            Collection<RosterEntry> entries,
            Collection<DeviceKey> admins,
            int threshold,
            Instant time,
            Collection<Signer> signers) {
        return new Roster(
                        founding,
                        Math.addExact(version, 1),
                        hash(),
                        time,
                        threshold,
                        admins.stream().sorted().toList(),
                        byOwner(entries).values().stream().toList(),
                        publishers,
                        succession,
                        authorities,
                        List.of())
                .signed(signers);
    }

    private static TreeMap<OwnerId, RosterEntry> byOwner(Collection<RosterEntry> entries) {
        TreeMap<OwnerId, RosterEntry> rows = new TreeMap<>();
        entries.forEach(entry -> rows.put(entry.owner(), entry));
        return rows;
    }

    private Roster signed(Collection<Signer> signers) {
        byte[] body = RosterCodec.body(this);
        List<RosterSignature> made = new ArrayList<>();
        for (Signer signer : signers) {
            made.add(new RosterSignature(signer.key(), signer.sign(SignedType.ROSTER, body)));
        }
        made.sort(Comparator.comparing(RosterSignature::admin));
        return new Roster(
                founding,
                version,
                previous,
                time,
                threshold,
                admins,
                entries,
                publishers,
                succession,
                authorities,
                made);
    }

    /** Reads at most {@link #MAX_BYTES}; checks no signature. */
    public static Roster read(byte[] bytes) {
        return RosterCodec.decode(bytes);
    }

    public byte[] bytes() {
        return RosterCodec.encode(this);
    }

    public ConfederationId confederation() {
        return founding.id();
    }

    /** To what members seal their recovery secrets: the founding laid it down, so every version has the same. */
    public Optional<EscrowKey> escrow() {
        return founding.escrow();
    }

    /** SHA-256 of the body, which is what the next version names as previous and HELLO compares. */
    public Digest hash() {
        return Mac.sha256(RosterCodec.body(this));
    }

    /** Whether the founder's key is among the right signatures. */
    public boolean signedByFounder() {
        return RosterJudge.signers(this, List.of(founding.founder())) == 1;
    }

    /** Whether enough of its own admins signed it, and the founder if it is the first. */
    public boolean wellSigned() {
        return RosterJudge.wellSigned(this);
    }

    /** Whether who knows nothing but the confederation's id may believe it: the founder signed, or those who follow. */
    public boolean vouchedByFounder() {
        return wellSigned() && (!succession.isEmpty() || signedByFounder());
    }

    /** Whether this is a rightly signed later version of {@code known}. */
    public boolean succeeds(Roster known) {
        return known.judge(this) == Verdict.SUCCEEDS;
    }

    /** What somebody who knows this roster makes of another one. Versions between the two may be missing. */
    public Verdict judge(Roster shown) {
        return RosterJudge.judge(this, shown);
    }

    /** The admin keys, and whose they are; of the founder's that is known once there was a second admin. */
    public SortedMap<DeviceKey, Optional<OwnerId>> adminOwners() {
        return succession.admins(founding);
    }

    /** When this admin signed the latest of its changes that are in here, in ms; 0 if it is none, or the only one. */
    public long asOf(DeviceKey admin) {
        int index = admins.indexOf(admin);
        return index < 0 || succession.isEmpty() ? 0 : succession.asOf().get(index);
    }

    /** The member's row, by binary search. */
    public Optional<RosterEntry> row(OwnerId owner) {
        int low = 0;
        int high = entries.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = entries.get(middle).owner().compareTo(owner);
            if (order == 0) {
                return Optional.of(entries.get(middle));
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return Optional.empty();
    }

    /** Whether this member gets no new agreement and stores nothing new. */
    public boolean isRevoked(OwnerId owner) {
        return row(owner)
                .filter(row -> row.status() == RosterEntry.Status.REVOKED)
                .isPresent();
    }

    /** Whether there is no room for another member. */
    public boolean isFull() {
        return entries.size() >= MAX_ENTRIES;
    }

    /** What it says of a publisher; empty if it names none with this certificate. */
    public Optional<RosterPublisher> publisher(Digest fingerprint) {
        return publishers.stream()
                .filter(each -> each.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** The CA with this fingerprint, if it is one of the organisation's. */
    public Optional<RosterAuthority> authority(Digest fingerprint) {
        return authorities.stream()
                .filter(each -> each.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** Who joined with this certificate, if somebody did. */
    public Optional<RosterEntry> holder(Digest certificate) {
        return entries.stream()
                .filter(row -> row.certificate().filter(certificate::equals).isPresent())
                .findFirst();
    }

    /** What it says of a device whose certificate is right. */
    public Standing standing(DeviceCert cert) {
        Optional<RosterEntry> row = row(cert.owner());
        if (row.isEmpty()) {
            return Standing.NOT_LISTED;
        }
        if (row.get().status() == RosterEntry.Status.SUSPENDED) {
            return Standing.SUSPENDED;
        }
        return cert.deviceEpoch() < row.get().minDeviceEpoch() ? Standing.EPOCH_TOO_OLD : Standing.ADMITTED;
    }
}
