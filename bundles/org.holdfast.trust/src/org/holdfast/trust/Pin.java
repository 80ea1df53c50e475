// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Labels;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;

/**
 * A machine of an open confederation that this machine's people know.
 *
 * @param root its root key, which names it for life
 * @param name what it called itself when it was paired
 * @param since when that was
 */
public record Pin(DeviceKey root, String name, Instant since, Status status) {
    /** On what footing. */
    public enum Status {
        /** Agreements may be made with it. */
        PINNED(1),
        /** Nothing new; what is stored may be read, on both sides. */
        REMOVED(2);

        private final int number;

        Status(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    public Pin {
        Labels.name(name);
        since = since.truncatedTo(ChronoUnit.MILLIS);
    }

    public OwnerId owner() {
        return DeviceCert.owner(root);
    }

    public boolean isPinned() {
        return status == Status.PINNED;
    }
}
