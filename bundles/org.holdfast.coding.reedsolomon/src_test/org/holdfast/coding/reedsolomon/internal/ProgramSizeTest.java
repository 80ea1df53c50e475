// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.holdfast.model.CodeShape;
import org.junit.jupiter.api.Test;

/** Speed is pieces read per stripe; these bounds notice a worse matrix or a broken sharing without measuring time. */
class ProgramSizeTest {
    @Test
    void encodersReadFewPieces() {
        assertLoads("1+1", 8, 1);
        assertLoads("5+2", 94, -1L >>> 64 - 5);
        assertLoads("10+4", 540, -1L >>> 64 - 10);
        assertLoads("20+10", 2_840, -1L >>> 64 - 20);
    }

    @Test
    void theWorstDecodersReadLittleMore() {
        assertLoads("5+2", 139, 0b111_1100);
        assertLoads("10+4", 680, 0b11_1111_1111_0000);
        assertLoads("20+10", 3_340, (1L << 30) - (1L << 10));
    }

    @Test
    void oneLostDataShardIsOneSum() {
        CodeShape shape = CodeShape.parse("10+4");
        StripeProgram program = program(shape, (1L << 14) - 1 - (1L << 3));
        assertEquals(1L << 3, program.writes());
        assertEquals((1L << 11) - 1 - (1L << 3), program.reads());
        // Ten sources in two operations: the second takes in the first's result.
        assertEquals(8 * 11, program.program().loads());
    }

    @Test
    void theWidestCodesStayWithinThreeMebibytes() {
        for (String shape : new String[] {"32+32", "40+24", "16+48"}) {
            CodeShape wide = CodeShape.parse(shape);
            XorProgram program = program(wide, -1L >>> 64 - wide.m()).program();
            assertTrue(program.slots() <= 1536, () -> shape + " takes " + program.slots() + " slots of 2 KiB");
        }
    }

    private static void assertLoads(String shape, int most, long present) {
        int loads = program(CodeShape.parse(shape), present).program().loads();
        assertTrue(loads <= most, () -> shape + " reads " + loads + " pieces a stripe, at most " + most + " are good");
    }

    private static StripeProgram program(CodeShape shape, long present) {
        return Rebuild.program(shape, ParityMatrix.of(shape), present);
    }
}
