// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.audit;

import java.time.Duration;
import java.time.Instant;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Formats;
import org.holdfast.node.clock.NodeClock;

/**
 * Which audit schemes a partner knows. One that says FORMAT_UNKNOWN to a scheme in which it never threw a coin is taken at
 * its word for a day: it is audited in whole blocks meanwhile, which takes no scheme, and is no debtor. Who has thrown a
 * coin in a scheme once knows it; so nobody gets rid of a question that it has answered before, and nobody of whole
 * blocks. Durable. Thread-safe.
 */
final class KnownSchemes {
    private static final Duration BELIEVED = Duration.ofDays(1);
    private static final String KNOWN = "audit.known.";
    private static final String UNKNOWN = "audit.unknown.";
    private static final Bytes YES = Bytes.of(new byte[] {1});

    private final Ledger.Settings settings;
    private final NodeClock clock;

    KnownSchemes(Ledger.Settings settings, NodeClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    private static String key(String prefix, AgreementId agreement, int scheme) {
        return prefix + agreement + "." + scheme;
    }

    /** The partner has thrown a coin in that scheme, or proved something. */
    void knows(AgreementId agreement, int scheme) {
        String known = key(KNOWN, agreement, scheme);
        if (settings.get(known).isEmpty()) {
            settings.put(known, YES);
        }
        String unknown = key(UNKNOWN, agreement, scheme);
        if (settings.get(unknown).isPresent()) {
            settings.remove(unknown);
        }
    }

    /** Whether this finding excuses a partner from that scheme for a day. */
    boolean excuses(AgreementId agreement, int scheme, AuditFinding finding) {
        boolean excused = finding instanceof AuditFinding.Refused refused
                && refused.code() == ErrorCode.FORMAT_UNKNOWN
                && scheme != Formats.AUDIT_BLOCK_V1.number()
                && settings.get(key(KNOWN, agreement, scheme)).isEmpty();
        if (excused) {
            Bytes now = Bytes.of(new ByteWriter(8).millis(clock.instant()).toArray());
            settings.put(key(UNKNOWN, agreement, scheme), now);
        }
        return excused;
    }

    /** Whether the partner is to be asked in that scheme now. */
    boolean isToAsk(AgreementId agreement, int scheme) {
        String key = key(UNKNOWN, agreement, scheme);
        Instant now = clock.instant();
        return settings.get(key)
                .map(noted -> new ByteReader(key, noted.toArray()).millis())
                .filter(time -> !time.isAfter(now) && time.plus(BELIEVED).isAfter(now))
                .isEmpty();
    }
}
