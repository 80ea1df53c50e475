// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.wire.AuditCommit;
import org.holdfast.wire.AuditMessage.Entry;
import org.jspecify.annotations.Nullable;

/** What a holder knows of the audit that it answers at present. One thread's. */
final class AuditUnderWay {
    final AuditCommit commit;
    final AuditScheme scheme;
    final Instant begun;
    final ByteBuffer learnt;

    @Nullable
    Catalogue catalogue;

    Digest random = new Digest(Id32.ZERO);
    long sent;

    AuditUnderWay(AuditCommit commit, AuditScheme scheme, Instant begun) {
        this.commit = commit;
        this.scheme = scheme;
        this.begun = begun;
        this.learnt = ByteBuffer.allocate(commit.catalogue().blocks() * Entry.BYTES);
    }

    Catalogue catalogue() {
        if (catalogue == null) {
            throw new IllegalStateException("the catalogue is not known yet");
        }
        return catalogue;
    }
}
