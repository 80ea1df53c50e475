// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.util.Optional;
import org.holdfast.core.port.OwedRow;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.wire.AuditCoin;
import org.holdfast.wire.AuditCommit;

/**
 * A challenge as the owner knows it, from the moment on at which it is durable.
 *
 * @param commit signed by the present device; its body is the same for good
 * @param half Ra
 * @param coin the holder's half, as it came first
 */
public record OwnChallenge(AuditCommit commit, Digest half, Optional<AuditCoin> coin, Catalogue catalogue) {
    /**
     * Reads one that is owed.
     *
     * @throws org.holdfast.model.MalformedInput if it does not read
     */
    public static OwnChallenge read(OwedRow row, Signer device) {
        return new OwnChallenge(
                AuditCommit.parseBody(row.commit()).signed(device),
                row.half(),
                Optional.of(row.coin()).filter(bytes -> bytes.length() > 0).map(AuditCoin::parse),
                Catalogue.parse(row.catalogue()));
    }

    /** As it is kept before the first word is said. */
    public OwedRow row() {
        return new OwedRow(
                commit.names().agreement(),
                commit.names().partner(),
                commit.names().audit(),
                commit.number(),
                Bytes.of(commit.body()),
                half,
                coin.map(each -> Bytes.of(each.bytes())).orElse(Bytes.EMPTY),
                catalogue.bytes(),
                commit.time());
    }
}
