// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import java.util.List;
import java.util.Optional;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Domains;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.Reputation;

/** Candidates to choose from, by number; each stands on a host of its own. */
final class Somebody {
    private Somebody() {}

    static OwnerId id(int number) {
        return new OwnerId(new Id32(0, 0, 0, number));
    }

    static Candidate candidate(int number) {
        return new Candidate(
                id(number),
                "node" + number,
                List.of(),
                new Domains("host" + number, "site", "linux", "amd64"),
                ByteCount.gibibytes(1),
                ByteCount.gibibytes(1),
                WeekSchedule.always(),
                Optional.empty(),
                Reputation.UNKNOWN);
    }
}
