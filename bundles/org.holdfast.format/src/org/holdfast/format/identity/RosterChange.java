// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.util.Locale;
import java.util.Optional;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * One thing that an admin changes on the roster. It knows what was there before, so that it can be made again on another
 * version without taking back what somebody else decided.
 */
public sealed interface RosterChange {
    /** Longest encoded form in bytes. */
    int MAX_BYTES = RosterChangeCodec.MAX;

    /** How a roster stands to a change. */
    enum Found {
        /** It says so. */
        THERE,
        /** It says what was said before the change. */
        MISSING,
        /** It says something else, as another admin has decided, or has no room for it. */
        OVERRULED
    }

    /** What a roster makes of it. */
    Found in(Roster roster);

    /** How many more of its kind this roster has room for; {@link Integer#MAX_VALUE} if it takes no more room. */
    default int room(Roster roster) {
        return Integer.MAX_VALUE;
    }

    /** What it is about: of two changes with one subject the later one counts. */
    Object subject();

    /** For people. */
    String words();

    /** This change and one before it with the same subject, as one. */
    default RosterChange since(RosterChange earlier) {
        return this;
    }

    /** The bytes that a node keeps of it. */
    default byte[] bytes() {
        return RosterChangeCodec.encode(this);
    }

    /** Reads at most {@link #MAX_BYTES}. */
    static RosterChange read(byte[] bytes) {
        return RosterChangeCodec.decode(bytes);
    }

    /**
     * A member comes, or its standing changes. Where another owner has joined with its certificate meanwhile, that stays.
     *
     * @param before empty for a new one
     */
    record Row(Optional<RosterEntry> before, RosterEntry after) implements RosterChange {
        @Override
        public OwnerId subject() {
            return after.owner();
        }

        @Override
        public RosterChange since(RosterChange earlier) {
            return earlier instanceof Row row ? new Row(row.before, after) : this;
        }

        @Override
        public Found in(Roster roster) {
            boolean taken = after.certificate()
                    .flatMap(roster::holder)
                    .filter(other -> !other.owner().equals(after.owner()))
                    .isPresent();
            return taken ? Found.OVERRULED : fitting(found(roster.row(after.owner()), before, after), room(roster));
        }

        @Override
        public int room(Roster roster) {
            boolean isNew = roster.row(after.owner()).isEmpty();
            return isNew ? Roster.MAX_ENTRIES - roster.entries().size() : Integer.MAX_VALUE;
        }

        @Override
        public String words() {
            return "member " + after.name() + " " + after.status().name().toLowerCase(Locale.ROOT);
        }
    }

    /** A publisher comes, or its standing changes. @param before empty for a new one */
    record Publisher(Optional<RosterPublisher> before, RosterPublisher after) implements RosterChange {
        @Override
        public Digest subject() {
            return after.fingerprint();
        }

        @Override
        public RosterChange since(RosterChange earlier) {
            return earlier instanceof Publisher publisher ? new Publisher(publisher.before, after) : this;
        }

        @Override
        public Found in(Roster roster) {
            return fitting(found(roster.publisher(after.fingerprint()), before, after), room(roster));
        }

        @Override
        public int room(Roster roster) {
            boolean isNew = roster.publisher(after.fingerprint()).isEmpty();
            return isNew ? Roster.MAX_PUBLISHERS - roster.publishers().size() : Integer.MAX_VALUE;
        }

        @Override
        public String words() {
            return "publisher " + after.name() + " " + after.status().name().toLowerCase(Locale.ROOT);
        }
    }

    /** Somebody is an admin from now on. The last acts are kept for dismissals: a stolen key must go even then. */
    record Appointment(DeviceKey key, OwnerId owner) implements RosterChange {
        @Override
        public DeviceKey subject() {
            return key;
        }

        @Override
        public Found in(Roster roster) {
            boolean there = Optional.of(owner).equals(roster.adminOwners().getOrDefault(key, Optional.empty()));
            return there ? Found.THERE : fitting(Found.MISSING, room(roster));
        }

        @Override
        public int room(Roster roster) {
            int acts = Succession.MAX_APPOINTING - roster.succession().acts().size();
            boolean isNew = !roster.admins().contains(key);
            return isNew ? Math.min(acts, Roster.MAX_ADMINS - roster.admins().size()) : acts;
        }

        @Override
        public String words() {
            return "admin " + owner.brief() + " added";
        }
    }

    /** An admin is none any more. */
    record Dismissal(DeviceKey key, OwnerId owner) implements RosterChange {
        @Override
        public DeviceKey subject() {
            return key;
        }

        @Override
        public Found in(Roster roster) {
            if (!roster.admins().contains(key)) {
                return Found.THERE;
            }
            return roster.admins().size() > 1 ? fitting(Found.MISSING, room(roster)) : Found.OVERRULED;
        }

        @Override
        public int room(Roster roster) {
            return Succession.MAX_ACTS - roster.succession().acts().size();
        }

        @Override
        public String words() {
            return "admin " + owner.brief() + " removed";
        }
    }

    /** Machines may join with certificates of this CA from now on. */
    record AuthorityAdded(RosterAuthority authority) implements RosterChange {
        @Override
        public Digest subject() {
            return authority.fingerprint();
        }

        @Override
        public Found in(Roster roster) {
            boolean there = roster.authority(subject()).isPresent();
            return there ? Found.THERE : fitting(Found.MISSING, room(roster));
        }

        @Override
        public int room(Roster roster) {
            return Roster.MAX_AUTHORITIES - roster.authorities().size();
        }

        @Override
        public String words() {
            return "CA " + brief(subject()) + " added";
        }
    }

    /** They may not any more; whoever joined with one stays. */
    record AuthorityRemoved(Digest fingerprint) implements RosterChange {
        @Override
        public Digest subject() {
            return fingerprint;
        }

        @Override
        public Found in(Roster roster) {
            return roster.authority(fingerprint).isEmpty() ? Found.THERE : Found.MISSING;
        }

        @Override
        public String words() {
            return "CA " + brief(fingerprint) + " removed";
        }
    }

    private static String brief(Digest fingerprint) {
        return fingerprint.toString().substring(0, 16);
    }

    private static Found fitting(Found found, int room) {
        return found == Found.MISSING && room <= 0 ? Found.OVERRULED : found;
    }

    private static <T> Found found(Optional<T> now, Optional<T> before, T after) {
        if (now.equals(Optional.of(after))) {
            return Found.THERE;
        }
        return now.equals(before) ? Found.MISSING : Found.OVERRULED;
    }
}
