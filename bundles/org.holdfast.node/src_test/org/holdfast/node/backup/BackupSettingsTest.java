// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.holdfast.model.CodeShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a segment costs in memory depends little on the code: an owner at 1+2 once ran out of its heap. */
class BackupSettingsTest {
    private static final int USUAL = 16 << 20;

    private static int target(String code, int wanted) {
        return new BackupSettings(Duration.ofDays(1), wanted, 2, 1 << 30).target(CodeShape.parse(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5+2", "10+4", "6+3", "2+1"})
    void usualCodesHaveUsualSegments(String code) {
        assertEquals(USUAL, target(code, USUAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1+1", "1+2", "1+4", "2+4", "10+20"})
    void theShardsOfOneSegmentAreBounded(String code) {
        CodeShape shape = CodeShape.parse(code);
        long shards = (long) target(code, USUAL) / shape.m() * shape.n();
        assertTrue(shards <= USUAL * 3L / 2, code + " makes " + shards + " bytes of shards");
    }

    @Test
    void theLongestChunkAlwaysFits() {
        assertEquals(4 << 20, target("1+15", USUAL));
        assertEquals(4 << 20, target("5+2", 4 << 20));
    }
}
