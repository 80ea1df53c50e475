// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.holder;

import java.security.SecureRandom;
import org.holdfast.core.Peer;
import org.holdfast.core.Self;
import org.holdfast.core.audit.AuditDesk;
import org.holdfast.core.audit.AuditHolder;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.model.Digest;
import org.holdfast.node.audit.LentSchemes;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PeerStream;
import org.holdfast.node.net.Talk;
import org.holdfast.node.work.Lender;
import org.holdfast.wire.AuditMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the audits of members, one conversation each. Thread-safe. */
public final class AuditAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(AuditAnswers.class);

    private final Self self;
    private final HeldBlocks blocks;
    private final Ledger ledger;
    private final AgreementBook agreements;
    private final Lender lender;
    private final NodeClock clock;
    private final SecureRandom random = new SecureRandom();

    public AuditAnswers(
            Self self, HeldBlocks blocks, Ledger ledger, AgreementBook agreements, Lender lender, NodeClock clock) {
        this.self = self;
        this.blocks = blocks;
        this.ledger = ledger;
        this.agreements = agreements;
        this.lender = lender;
        this.clock = clock;
    }

    void answer(AuditMessage first, Peer owner, PeerStream stream) {
        try (LentSchemes schemes = new LentSchemes(lender);
                AuditDesk desk = new AuditDesk(
                        new AuditDesk.Parts(self, blocks, ledger, agreements, schemes, clock, this::half), owner)) {
            AuditHolder.Outcome outcome = Talk.answer(first, new AuditHolder(self, owner), desk, stream, clock);
            LOG.debug("Audit by {}: {}", owner.id().brief(), outcome);
        }
    }

    private Digest half() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Digest.of(bytes);
    }
}
