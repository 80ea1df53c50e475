// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.head;

import org.holdfast.core.Self;
import org.holdfast.core.support.People;
import org.holdfast.format.head.Witness;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;

/** Witnesses of Alice. Each one's head is its number. */
final class Chain {
    private Chain() {}

    static Bytes head(long sequence) {
        return Bytes.of(People.filled((int) sequence, 64));
    }

    static Witness first(Self device) {
        return witness(device, 1, Witness.NONE, Witness.NONE);
    }

    static Witness after(Self device, Witness previous) {
        return witness(device, previous.sequence() + 1, previous.hash(), Witness.NONE);
    }

    /** Not the witness that {@link #after} makes, though it follows the same one. */
    static Witness branch(Self device, Witness previous) {
        return Witness.sign(
                device.device(),
                device.id(),
                device.certificate().deviceEpoch(),
                previous.sequence() + 1,
                previous.hash(),
                Witness.NONE,
                head(previous.sequence() + 1).toArray(),
                People.NOW.plusSeconds(99));
    }

    static Witness next(Self device, NextWitness next) {
        return witness(device, next.sequence(), next.previous(), next.merged());
    }

    private static Witness witness(Self device, long sequence, Digest previous, Digest merged) {
        return Witness.sign(
                device.device(),
                device.id(),
                device.certificate().deviceEpoch(),
                sequence,
                previous,
                merged,
                head(sequence).toArray(),
                People.NOW);
    }
}
