// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import org.holdfast.format.identity.Observation;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * An observation as it is kept.
 *
 * @param agreement hash of the terms of the agreement that it names
 * @param untilMinute end of its period, minutes since 1970
 * @param observation encoded, with its signature
 */
public record ObservationRow(
        OwnerId reporter, OwnerId subject, Digest agreement, long sequence, int untilMinute, Bytes observation) {
    public static ObservationRow of(Observation each) {
        return new ObservationRow(
                each.reporter(),
                each.subject(),
                each.statement().agreement(),
                each.sequence(),
                each.statement().period().untilMinute(),
                Bytes.of(each.bytes()));
    }

    public Observation read() {
        return Observation.read(observation.toArray());
    }
}
