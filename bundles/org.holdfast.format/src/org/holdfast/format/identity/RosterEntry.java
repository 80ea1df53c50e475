// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.util.Optional;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * One member of a managed confederation. It names the owner, not the device: a machine that came back from its recovery
 * sheet is on the roster as before.
 *
 * @param minDeviceEpoch devices older than this are not admitted; an admin raises it when a machine was stolen
 * @param site where the machine stands: 1 to 64 printable ASCII characters
 * @param name for people, at most 64 bytes
 * @param certificate SHA-256 of the certificate of the organisation's CA that it joined with, if it did: no other owner
 *     joins with that one
 */
public record RosterEntry(
        OwnerId owner, Status status, int minDeviceEpoch, String site, String name, Optional<Digest> certificate) {
    /** What the admin says of a member. */
    public enum Status {
        ACTIVE(1),
        /** Gets nothing from anybody, not even what is its own, until it is active again. */
        SUSPENDED(2),
        /**
         * On its way out: gets no new agreement and stores nothing new, with anybody; reads what is its own under the
         * agreements that it has.
         */
        REVOKED(3);

        private final int number;

        Status(int number) {
            this.number = number;
        }

        /** As written into rosters. */
        public int number() {
            return number;
        }

        static Status of(int number) {
            for (Status each : values()) {
                if (each.number == number) {
                    return each;
                }
            }
            throw new IllegalArgumentException("no status of a member has the number " + number);
        }
    }

    public RosterEntry {
        if (minDeviceEpoch < 0) {
            throw new IllegalArgumentException("device epochs count from 0");
        }
        Labels.site(site);
        Labels.name(name);
    }

    /** An active member whose devices are all welcome. */
    public static RosterEntry active(OwnerId owner, String site, String name) {
        return new RosterEntry(owner, Status.ACTIVE, 0, site, name, Optional.empty());
    }

    /** The same for one that joins with a certificate. @param fingerprint SHA-256 of it */
    public static RosterEntry certified(OwnerId owner, String site, String name, Digest fingerprint) {
        return new RosterEntry(owner, Status.ACTIVE, 0, site, name, Optional.of(fingerprint));
    }

    /** The same member, suspended. */
    public RosterEntry suspended() {
        return with(Status.SUSPENDED);
    }

    /** The same member, of whom the admins say this. */
    public RosterEntry with(Status other) {
        return new RosterEntry(owner, other, minDeviceEpoch, site, name, certificate);
    }
}
