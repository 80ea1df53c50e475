// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Allowances;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Domains;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;

/** Made-up terms. */
final class Terms {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    static final Instant EXPIRY = START.plus(Duration.ofDays(300));

    private Terms() {}

    static AgreementTerms managed() {
        return withCommitment(Duration.ZERO);
    }

    static AgreementTerms withCommitment(Duration commitment) {
        return of(ByteCount.gibibytes(1), ByteCount.gibibytes(1), Duration.ofDays(14), commitment, Duration.ofDays(1));
    }

    static AgreementTerms of(
            ByteCount byProposer, ByteCount byResponder, Duration grace, Duration commitment, Duration retention) {
        return new AgreementTerms(
                new AgreementId(new Id16(1, 1)),
                1,
                new ConfederationId(new Id32(1, 1, 1, 1)),
                new OwnerId(new Id32(0, 0, 0, 1)),
                new OwnerId(new Id32(0, 0, 0, 2)),
                byProposer,
                byResponder,
                WeekSchedule.always(),
                WeekSchedule.always(),
                new Domains("host1", "site", "linux", "amd64"),
                new Domains("host2", "site", "linux", "amd64"),
                grace,
                commitment,
                retention,
                START,
                List.of(1),
                Allowances.USUAL.until(Optional.of(EXPIRY)));
    }
}
