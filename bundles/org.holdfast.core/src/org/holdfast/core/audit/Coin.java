// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.nio.charset.StandardCharsets;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.model.Digest;
import org.holdfast.wire.AuditCoin;
import org.holdfast.wire.AuditCommit;
import org.holdfast.wire.AuditNames;

/**
 * A coin that two throw together, so that neither can bias it: the owner commits to its half before it knows the
 * holder's, and the holder gives its own before it knows the owner's. Who audits whom, under which agreement and for
 * which catalogue goes into the hidden half and into R. So a holder that passes the words on to another node, of which
 * it is the owner, gets another R there, and what comes back does not help it: with a plain XOR of the halves it would
 * ({@code RelayTest}).
 */
public final class Coin {
    private static final byte[] COIN = "holdfast/v1/coin\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RANDOM = "holdfast/v1/R\0".getBytes(StandardCharsets.US_ASCII);

    private Coin() {}

    /** X: the owner's half, hidden. SHA-256("holdfast/v1/coin" 0 | Ra | audit | owner | partner | agreement | number). */
    public static Digest hidden(Digest half, AuditNames names, long number) {
        byte[] bound = new ByteWriter()
                .id32(half.value())
                .id16(names.audit().value())
                .id32(names.owner().value())
                .id32(names.partner().value())
                .id16(names.agreement().value())
                .u64(number)
                .toArray();
        return Mac.sha256(COIN, bound);
    }

    /** R. SHA-256("holdfast/v1/R" 0 | SHA-256(body of the commitment) | SHA-256(body of the coin) | Ra). */
    public static Digest random(AuditCommit commit, AuditCoin coin, Digest half) {
        return Mac.sha256(RANDOM, commit.hash().bytes(), coin.hash().bytes(), half.bytes());
    }
}
