// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.junit.jupiter.api.Test;

/** Hostile questions: read exactly, or refused by name; nothing is read behind one; and a desk answers what is read. */
class QuestionFuzzTest {
    private static final int ROUNDS = Boolean.getBoolean("holdfast.soak") ? 2_000_000 : 20_000;
    private static final long SEED = Long.getLong("holdfast.fuzz.seed", 20261128L);
    private final byte[] empty = Vectors.read("question without advert");
    private final byte[] full = Vectors.read("question with advert");

    private static Question read(byte[] bytes) throws IOException {
        return Question.read(new ByteArrayInputStream(bytes));
    }

    @Test
    void theVectorsAreRead() throws IOException {
        Question asks = read(empty);
        assertEquals(Adverts.GROUP, asks.group());
        assertEquals(64, asks.wanted());
        assertEquals(0, asks.advert().length);
        Question tells = read(full);
        assertEquals(16, tells.wanted());
        assertEquals(
                List.of(new NodeAddress("10.0.0.1", 7610)),
                org.holdfast.format.identity.Advert.read(tells.advert()).addresses());
    }

    @Test
    void whatIsTooMuchOrTooLateIsNamed() {
        byte[] more = empty.clone();
        more[25] = 65;
        assertRefused(ErrorCode.MALFORMED_INPUT, more);
        byte[] longer = Arrays.copyOf(full, 2_000);
        longer[26] = 2;
        longer[27] = (byte) 0xbd; // 701
        assertRefused(ErrorCode.MALFORMED_INPUT, longer);
        byte[] later = empty.clone();
        later[5] = 2;
        assertRefused(ErrorCode.NEWER_VERSION, later);
        byte[] flags = empty.clone();
        flags[7] = 1;
        assertRefused(ErrorCode.MALFORMED_INPUT, flags);
        assertThrows(EOFException.class, () -> read(Arrays.copyOf(full, full.length - 1)));
    }

    private static void assertRefused(ErrorCode code, byte[] bytes) {
        assertEquals(
                code, assertThrows(HoldfastException.class, () -> read(bytes)).code());
    }

    @Test
    void mutantsAreReadOrRefused() throws IOException {
        Desk desk = new Desk(new Directory(new Random(1)), Set.of(), Adverts.NOW);
        SourceNetwork here = SourceNetwork.of(java.net.InetAddress.ofLiteral("192.0.2.1"));
        SplittableRandom random = new SplittableRandom(SEED);
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = Mutants.of(List.of(empty, full), random);
            try {
                Question question = read(bytes);
                read++;
                assertTrue(question.advert().length <= 700 && question.wanted() <= 64);
                assertTrue(desk.answer(question, here, Adverts.NOW).bytes().length <= 44_942);
            } catch (EOFException | HoldfastException refused) {
                // as it should be
                assertTrue(
                        bytes.length > 0 || refused instanceof EOFException,
                        () -> HexFormat.of().formatHex(bytes));
            }
        }
        assertTrue(read > ROUNDS / 20, "only " + read + " were read; seed " + SEED);
    }
}
