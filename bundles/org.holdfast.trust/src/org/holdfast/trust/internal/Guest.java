// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.holdfast.model.OwnerId;

/** Somebody who came in with an invitation. */
public record Guest(OwnerId owner, Instant time) {
    public Guest {
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }
}
