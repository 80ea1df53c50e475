// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.holdfast.format.Mac;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Id16;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.wire.Limits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R45")
class CatalogueTest {
    private static final AuditShape PIECES = new AuditShape(12, true, 0, 500);

    private static AuditedBlock block(int number) {
        return new AuditedBlock(
                new BlockId(new Id16(number * 0x9E37_79B9_7F4A_7C15L, number)), 1 + number, 1 + number % 2, 1 << 14);
    }

    private static List<AuditedBlock> blocks(int count) {
        List<AuditedBlock> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(block(i));
        }
        return blocks;
    }

    @Test
    void theOrderInWhichBlocksCameDoesNotMatter() {
        List<AuditedBlock> blocks = blocks(100);
        Catalogue one = Catalogue.of(blocks);
        Collections.shuffle(blocks, new Random(1));
        assertEquals(one.bytes(), Catalogue.of(blocks).bytes());
        assertEquals(one.bytes(), Catalogue.parse(one.bytes()).bytes());
    }

    @Test
    void itSaysWhatACommitmentNames() {
        Catalogue catalogue = Catalogue.of(blocks(100));
        var summary = catalogue.summary(PIECES);
        assertEquals(100, summary.highest());
        assertEquals(100, summary.blocks());
        assertEquals(400, summary.pieces());
        assertEquals(Mac.sha256(catalogue.bytes().toArray()), summary.root());
    }

    @Test
    void everyBlockInItIsFoundAndNoOther() {
        Catalogue catalogue = Catalogue.of(blocks(333));
        blocks(333).forEach(each -> assertTrue(catalogue.contains(each.block())));
        for (int i = 333; i < 600; i++) {
            assertFalse(catalogue.contains(block(i).block()));
        }
    }

    @Test
    void pagesFollowEachOtherToTheEnd() {
        Catalogue catalogue = Catalogue.of(blocks(Limits.AUDIT_PAGE + 5));
        assertEquals(Limits.AUDIT_PAGE, catalogue.page(0).size());
        assertEquals(5, catalogue.page(Limits.AUDIT_PAGE).size());
        assertEquals(List.of(), catalogue.page(Limits.AUDIT_PAGE + 5));
    }

    @Test
    void whatDoesNotAscendIsNone() {
        byte[] twice = new byte[64];
        byte[] one = Catalogue.of(List.of(block(1))).bytes().toArray();
        System.arraycopy(one, 0, twice, 0, 32);
        System.arraycopy(one, 0, twice, 32, 32);
        assertThrows(IllegalArgumentException.class, () -> Catalogue.parse(Bytes.of(twice)));
        assertThrows(IllegalArgumentException.class, () -> Catalogue.of(List.of(block(1), block(1))));
        assertThrows(IllegalArgumentException.class, () -> Catalogue.parse(Bytes.of(new byte[33])));
    }
}
