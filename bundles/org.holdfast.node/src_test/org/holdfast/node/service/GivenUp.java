// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import org.holdfast.core.audit.OwnChallenge;
import org.holdfast.core.port.AuditRow;
import org.holdfast.core.port.OwedRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;
import org.holdfast.wire.AuditCommit;

/** An audit that an owner has given up, as after a partner that says it knows of a later one. */
final class GivenUp {
    private static final int SIGNATURE = 64;

    private GivenUp() {}

    /** Ends what is owed under the agreement without a result. */
    static void challenge(TestNode owner, AgreementId agreement) {
        OwedRow owed = owner.ledger().audits().owed(agreement).orElseThrow();
        AuditCommit commit =
                OwnChallenge.read(owed, owner.node().identity().device()).commit();
        AuditRow.Ended ended = new AuditRow.Ended(
                owner.node().clock().instant(),
                true,
                commit.names().partner(),
                commit.names().agreement(),
                commit.names().audit(),
                commit.number(),
                commit.scheme(),
                commit.count(),
                new Digest(Id32.ZERO),
                "UNDECIDED",
                0,
                0,
                0,
                Bytes.of(new byte[SIGNATURE]),
                Bytes.EMPTY);
        owner.ledger().audits().end(ended);
    }
}
