// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.port.AuditRow;
import org.holdfast.model.BlockId;
import org.holdfast.model.Digest;
import org.holdfast.wire.AuditMessage.Open;
import org.holdfast.wire.AuditMissing;
import org.holdfast.wire.AuditProof;
import org.holdfast.wire.AuditShown;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The link breaks at any message, and both machines forget all but their ledgers: the same challenge is put again. */
@Tag("R45")
@Tag("R50")
class CutAuditTest {
    private static Set<Digest> randoms(Pair pair) {
        Set<Digest> found = new HashSet<>();
        pair.messages.forEach(message -> {
            switch (message) {
                case AuditProof proof -> found.add(proof.random());
                case AuditShown shown -> found.add(shown.random());
                case AuditMissing missing -> found.add(missing.random());
                default -> {}
            }
        });
        return found;
    }

    private static Set<Digest> halves(Pair pair) {
        Set<Digest> found = new HashSet<>();
        pair.messages.stream()
                .filter(Open.class::isInstance)
                .map(Open.class::cast)
                .forEach(open -> found.add(open.half()));
        return found;
    }

    /** Whatever was cut, there is one R for the challenge, and it ends once on each side. */
    @Test
    void atEveryMessageOfAnAuditThatProves() {
        for (int cut = 0; cut < 7; cut++) {
            Pair pair = new Pair(100 + cut);
            pair.store(4, 64 << 10);
            played(pair, cut, AuditFinding.Proved.class);
        }
    }

    @Test
    void atEveryMessageOfAnAuditThatFindsAWrongBlock() {
        for (int cut = 0; cut < 20; cut++) {
            Pair pair = new Pair(200 + cut);
            List<BlockId> blocks = pair.store(5, 64 << 10);
            pair.ruin(blocks.get(cut % 5));
            AuditFinding finding = played(pair, cut, AuditFinding.Wrong.class);
            assertEquals(
                    List.of(blocks.get(cut % 5)),
                    assertInstanceOf(AuditFinding.Wrong.class, finding).blocks());
        }
    }

    private static AuditFinding played(Pair pair, int cut, Class<? extends AuditFinding> wanted) {
        pair.breaksAfter = cut;
        AuditFinding first = pair.audit(PlainScheme.PIECES, 60);
        Set<Digest> randoms = randoms(pair);
        Set<Digest> halves = halves(pair);
        pair.breaksAfter = Integer.MAX_VALUE;
        boolean ended = !first.owed();
        AuditFinding last = ended ? first : pair.audit(PlainScheme.PIECES, 60);
        assertInstanceOf(wanted, last, "cut after " + cut);
        if (!ended) {
            randoms.addAll(randoms(pair));
            halves.addAll(halves(pair));
        }
        assertTrue(randoms.size() <= 1, "cut after " + cut + ": several R");
        assertTrue(halves.size() <= 1, "cut after " + cut + ": several halves");
        List<AuditRow> mine = pair.ownerLedger.audits().after(0, 10);
        assertEquals(1, mine.size(), "cut after " + cut);
        // the next one settles what the holder may have missed
        assertInstanceOf(wanted, pair.audit(PlainScheme.PIECES, 60), "after cut " + cut);
        assertEquals(2, pair.holderLedger.audits().after(0, 10).size(), "cut after " + cut);
        assertEquals(Optional.empty(), pair.holderLedger.audits().firstBroken());
        assertEquals(Optional.empty(), pair.ownerLedger.audits().firstBroken());
        return last;
    }
}
