// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Self;
import org.holdfast.model.Digest;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.wire.AuditCommit;
import org.holdfast.wire.AuditNames;
import org.holdfast.wire.SignedAudit;

/**
 * What a new challenge is made of.
 *
 * @param number above all earlier ones under the agreement
 * @param half Ra; unpredictable
 * @param parameters what the scheme has to tell the holder
 */
public record NewChallenge(
        AuditNames names,
        long number,
        int scheme,
        AuditShape shape,
        int count,
        Catalogue catalogue,
        Digest half,
        List<AuditCommit.Parameters> parameters) {
    /** The challenge, committed to; to be made durable before a word of it is said. */
    public OwnChallenge commit(Self owner, Instant now) {
        AuditCommit commit = new AuditCommit(
                        names,
                        number,
                        scheme,
                        Math.min(count, shape.mostSamples()),
                        catalogue.summary(shape),
                        Coin.hidden(half, names, number),
                        now,
                        parameters,
                        SignedAudit.UNSIGNED)
                .signed(owner.device());
        return new OwnChallenge(commit, half, Optional.empty(), catalogue);
    }
}
