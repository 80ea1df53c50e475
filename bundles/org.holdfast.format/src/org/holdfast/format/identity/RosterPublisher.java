// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import org.holdfast.model.Digest;

/**
 * What a confederation's admins say of somebody who signs plug-ins. A certificate that the roster does not name is
 * unknown, which is not the same as revoked: another copy of it may be trusted by the installation itself.
 *
 * @param fingerprint SHA-256 of the X.509 certificate (its DER)
 * @param name for people, at most 64 bytes
 */
public record RosterPublisher(Digest fingerprint, Status status, String name) {
    /** What the admins say. */
    public enum Status {
        /** Plug-ins with this signature run. */
        TRUSTED(1),
        /** They do not, whoever else trusts it. */
        REVOKED(2);

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
            throw new IllegalArgumentException("no status of a publisher has the number " + number);
        }
    }

    public RosterPublisher {
        Labels.name(name);
    }

    /** The same publisher, revoked. */
    public RosterPublisher revoked() {
        return new RosterPublisher(fingerprint, Status.REVOKED, name);
    }
}
