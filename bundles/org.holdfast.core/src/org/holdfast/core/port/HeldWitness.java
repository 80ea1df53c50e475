// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;
import org.holdfast.model.Bytes;

/**
 * Another owner's witness as kept here, without its head.
 *
 * @param storedAt when it came; {@link #UNKNOWN} where that was not written down
 * @param hasHead whether the head that it covers is here, too
 */
public record HeldWitness(Bytes witness, Instant storedAt, boolean hasHead) {
    /** Of those that were stored by an earlier version. */
    public static final Instant UNKNOWN = Instant.parse("9999-12-31T23:59:59Z");
}
