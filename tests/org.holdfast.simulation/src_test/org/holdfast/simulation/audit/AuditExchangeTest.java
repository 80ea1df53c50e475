// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.holdfast.core.audit.AuditEvidence;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.port.AnsweredRow;
import org.holdfast.core.port.AuditRow;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.AuditMessage;
import org.holdfast.wire.AuditReceipt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole audits between an owner and a holder, with ledgers and files. */
@Tag("R44")
@Tag("R45")
class AuditExchangeTest {
    private final Pair pair = new Pair(1);

    @Test
    void aHolderThatHasEverythingProvesIt() {
        pair.store(5, 64 << 10);
        AuditFinding finding = pair.audit(PlainScheme.PIECES, 20);
        assertEquals(20, assertInstanceOf(AuditFinding.Proved.class, finding).samples());
        assertEquals(
                List.of("<AUDIT_COMMIT", ">AUDIT_COIN", "<AUDIT_OPEN", ">AUDIT_DATA", ">AUDIT_PROOF", "<AUDIT_RECEIPT"),
                pair.said);
        AuditRow mine = pair.ownerLedger.audits().last(pair.holder.id(), true).orElseThrow();
        AuditRow theirs =
                pair.holderLedger.audits().last(pair.owner.id(), false).orElseThrow();
        assertEquals("PROVED", mine.ended().result());
        assertEquals(mine.ended().random(), theirs.ended().random());
        assertEquals(mine.ended().receipt(), theirs.ended().receipt());
        assertTrue(AuditReceipt.parse(theirs.ended().receipt())
                .signedBy(pair.owner.device().key()));
        assertEquals(Optional.empty(), pair.ownerLedger.audits().owed(Pair.AGREEMENT));
    }

    @Test
    void aWholeBlockComesBackWhereThereAreNoTagsToGoBy() {
        pair.store(3, 320 << 10);
        assertInstanceOf(AuditFinding.Proved.class, pair.audit(PlainScheme.BLOCK, 1));
        assertEquals(
                List.of(
                        "<AUDIT_COMMIT",
                        ">AUDIT_COIN",
                        "<AUDIT_OPEN",
                        ">AUDIT_DATA",
                        ">AUDIT_DATA",
                        ">AUDIT_SHOWN",
                        "<AUDIT_RECEIPT"),
                pair.said);
    }

    @Test
    void oneAuditFollowsOnAnother() {
        pair.store(5, 64 << 10);
        for (int i = 0; i < 5; i++) {
            assertInstanceOf(AuditFinding.Proved.class, pair.audit(PlainScheme.PIECES, 50));
        }
        assertEquals(5, pair.ownerLedger.audits().after(0, 10).size());
        assertEquals(Optional.empty(), pair.ownerLedger.audits().firstBroken());
        assertEquals(Optional.empty(), pair.holderLedger.audits().firstBroken());
    }

    @Test
    void aDamagedBlockIsFoundAndNamedAndTheHolderConvictsItself() {
        List<BlockId> blocks = pair.store(40, 64 << 10);
        pair.ruin(blocks.get(17));
        AuditFinding.Wrong wrong = assertInstanceOf(AuditFinding.Wrong.class, pair.audit());
        assertEquals(List.of(blocks.get(17)), wrong.blocks());
        AuditEvidence evidence = wrong.evidence().getFirst();
        assertTrue(evidence.convicts(
                pair.holder.device().key(), pair.holder.device().key()));
        assertFalse(evidence.convicts(
                pair.owner.device().key(), pair.holder.device().key()));
        long narrowed = pair.said.stream().filter("<AUDIT_NARROW"::equals).count();
        assertTrue(narrowed <= 6, "40 blocks take at most 6 halvings, not " + narrowed);
        assertEquals("<AUDIT_RECEIPT", pair.said.getLast());
    }

    @Test
    void theOnlyBlockIsAskedForAtOnceWhenItsProofIsWrong() {
        BlockId only = pair.store(1, 64 << 10).getFirst();
        pair.ruin(only);
        AuditFinding.Wrong wrong = assertInstanceOf(AuditFinding.Wrong.class, pair.audit());
        assertEquals(List.of(only), wrong.blocks());
        assertFalse(pair.said.contains("<AUDIT_NARROW"), pair.said.toString());
    }

    @Test
    void aDamagedHeaderIsEvidenceToo() {
        BlockId only = pair.store(1, 64 << 10).getFirst();
        pair.file(only)[150] ^= 1;
        assertInstanceOf(AuditFinding.Proved.class, pair.audit(), "the pieces are right");
        AuditFinding.Wrong wrong = assertInstanceOf(AuditFinding.Wrong.class, pair.audit(PlainScheme.BLOCK, 1));
        assertEquals(1, wrong.evidence().size());
    }

    @Test
    void whatTheHolderAdmitsBeforehandIsNoWrong() {
        List<BlockId> blocks = pair.store(4, 64 << 10);
        pair.lose(blocks.get(2));
        AuditFinding.Admitted admitted = assertInstanceOf(AuditFinding.Admitted.class, pair.audit());
        assertEquals(List.of(blocks.get(2)), admitted.damaged());
    }

    @Test
    void aHolderThatHasNothingLeftAdmitsEverything() {
        List<BlockId> blocks = pair.store(3, 64 << 10);
        blocks.forEach(pair::lose);
        AuditFinding.Admitted admitted = assertInstanceOf(AuditFinding.Admitted.class, pair.audit());
        assertEquals(blocks.stream().sorted().toList(), admitted.damaged());
        assertEquals(List.of("<AUDIT_COMMIT", ">AUDIT_COIN", "<AUDIT_RECEIPT"), pair.said);
    }

    @Test
    void aBlockThatVanishesAfterTheCoinIsWrong() {
        List<BlockId> blocks = pair.store(4, 64 << 10);
        pair.altered = message -> {
            if (message instanceof AuditMessage.Open) {
                pair.lose(blocks.get(1));
            }
            return message;
        };
        AuditFinding.Wrong wrong = assertInstanceOf(AuditFinding.Wrong.class, pair.audit());
        assertEquals(List.of(blocks.get(1)), wrong.blocks());
        assertTrue(wrong.evidence()
                .getFirst()
                .convicts(pair.holder.device().key(), pair.holder.device().key()));
        assertTrue(pair.said.contains(">AUDIT_MISSING"), pair.said.toString());
    }

    @Test
    void cataloguesThatDifferAreCompared() {
        pair.store(3, 64 << 10);
        pair.store(pair.world.randomBytes(16 << 10), false, true);
        pair.store(2, 64 << 10);
        assertInstanceOf(AuditFinding.Proved.class, pair.audit());
        assertEquals(
                List.of(
                        "<AUDIT_COMMIT",
                        ">AUDIT_CATALOGUE_GET",
                        "<AUDIT_CATALOGUE",
                        ">AUDIT_COIN",
                        "<AUDIT_OPEN",
                        ">AUDIT_DATA",
                        ">AUDIT_PROOF",
                        "<AUDIT_RECEIPT"),
                pair.said);
    }

    @Test
    void aHolderThatForgotItsRowsStillKnowsWhatItLost() {
        List<BlockId> blocks = pair.store(2100, 16 << 10);
        pair.holderLedger.holdings().remove(Pair.AGREEMENT, blocks.get(5));
        AuditFinding.Admitted admitted = assertInstanceOf(AuditFinding.Admitted.class, pair.audit());
        assertEquals(List.of(blocks.get(5)), admitted.damaged());
        assertEquals(2, pair.said.stream().filter("<AUDIT_CATALOGUE"::equals).count());
    }

    @Tag("R47")
    @Test
    void tagsThatTheOwnerGotWrongAreNoMarkAgainstTheHolder() {
        pair.store(3, 64 << 10);
        BlockId bad = pair.store(pair.world.randomBytes(64 << 10), true, false);
        AuditFinding.BadTags tags = assertInstanceOf(AuditFinding.BadTags.class, pair.audit());
        assertEquals(List.of(bad), tags.blocks());
        AuditRow row = pair.holderLedger.audits().last(pair.owner.id(), false).orElseThrow();
        assertEquals("BAD_TAGS", row.ended().result());
    }

    @Tag("R47")
    @Test
    void anotherBlockUnderThisIdIsEvidence() {
        List<BlockId> blocks = pair.store(2, 64 << 10);
        byte[] other = pair.file(blocks.get(1));
        System.arraycopy(other, 0, pair.file(blocks.get(0)), 0, other.length);
        AuditFinding.Wrong wrong = assertInstanceOf(AuditFinding.Wrong.class, pair.audit());
        assertEquals(List.of(blocks.get(0)), wrong.blocks());
        assertEquals(1, wrong.evidence().size());
    }

    @Test
    void whoeverAuditsWithoutEndIsRefusedByName() {
        pair.store(5, 64 << 10);
        AuditFinding last = pair.audit();
        int proved = 0;
        while (last instanceof AuditFinding.Proved) {
            proved++;
            last = pair.audit();
        }
        assertEquals(
                ErrorCode.AUDIT_BUDGET,
                assertInstanceOf(AuditFinding.Refused.class, last).code());
        assertEquals(2000 / 460, proved, "460 of the 640 pieces each time");
        pair.world.runUntil(86_400_000);
        assertInstanceOf(AuditFinding.Proved.class, pair.audit(), "tomorrow it goes on, with the same challenge");
    }

    @Test
    void aReceiptThatWasLostIsAskedForAndSentAgain() {
        pair.store(5, 64 << 10);
        pair.breaksAfter = 5;
        assertInstanceOf(AuditFinding.Proved.class, pair.audit());
        AnsweredRow open = pair.holderLedger
                .audits()
                .answered(Pair.AGREEMENT, pair.owner.id())
                .orElseThrow();
        assertEquals(Bytes.EMPTY, open.receipt());
        pair.breaksAfter = Integer.MAX_VALUE;
        assertInstanceOf(AuditFinding.Proved.class, pair.audit());
        assertEquals(
                List.of("<AUDIT_COMMIT", ">AUDIT_UNRECEIPTED", "<AUDIT_RECEIPT", "<AUDIT_COMMIT", ">AUDIT_COIN"),
                pair.said.subList(0, 5));
        List<String> results = pair.holderLedger.audits().after(0, 10).stream()
                .map(row -> row.ended().result())
                .toList();
        assertEquals(List.of("PROVED", "PROVED"), results);
    }
}
