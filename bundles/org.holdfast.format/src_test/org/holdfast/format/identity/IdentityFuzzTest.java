// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.Mutations;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile bytes for every decoder of the package. */
class IdentityFuzzTest {
    private static final int MUTATIONS = 6_000;
    private static final String SHEET = Cast.sheet().text();
    private static final Set<ErrorCode> ENDS =
            Set.of(ErrorCode.MALFORMED_INPUT, ErrorCode.NEWER_VERSION, ErrorCode.JOIN_CODE_INVALID);

    static Stream<Corpus.Input> corpus() {
        return Corpus.inputs().stream();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyKeptInputEndsAsItShould(Corpus.Input input) {
        assertEquals(input.end(), end(input.kind(), input.bytes()));
    }

    private static String end(Kind kind, byte[] bytes) {
        try {
            kind.rewrite(bytes);
            return "READ";
        } catch (HoldfastException refused) {
            return refused.code().name();
        }
    }

    /** What is read is written as the same bytes: there is one way to write a document, and signatures cover it. */
    @ParameterizedTest
    @EnumSource
    void damagedDocumentsAreReadExactlyOrRefused(Kind kind) {
        List<byte[]> seeds = new ArrayList<>(List.of(kind.example(), new byte[0]));
        corpus().filter(input -> input.kind() == kind).map(Corpus.Input::bytes).forEach(seeds::add);

        Mutations.fuzz(seeds, MUTATIONS, 64, 64 << 10, ENDS, bytes -> assertArrayEquals(bytes, kind.rewrite(bytes)));
    }

    @Test
    void typedCodesAndSheetsAreReadOrRefused() {
        Cases.each(MUTATIONS, random -> {
            StringBuilder text =
                    new StringBuilder(random.nextBoolean() ? Cast.code().text() : SHEET);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                text.setCharAt(random.nextInt(text.length()), character(random));
            }
            text.setLength(text.length() - random.nextInt(text.length() / 4));
            expectNamedEnd(() -> JoinCode.parse(text));
            expectNamedEnd(() -> RecoverySheet.parse(text));
        });
    }

    private static char character(RandomGenerator random) {
        return (char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000));
    }

    private static void expectNamedEnd(Runnable parse) {
        try {
            parse.run();
        } catch (HoldfastException refused) {
            if (!ENDS.contains(refused.code())) {
                throw refused;
            }
        }
    }

    @Test
    void typedWordsAreReadOrRefused() {
        List<String> right = RecoveryWords.of(Cast.secret());
        Cases.each(300, random -> {
            List<String> typed = new ArrayList<>(right);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                int length = random.nextInt(20);
                StringBuilder word = new StringBuilder();
                for (int i = 0; i < length; i++) {
                    word.append(character(random));
                }
                typed.set(random.nextInt(typed.size()), word.toString());
            }
            switch (RecoveryWords.read(typed)) {
                case RecoveryWords.Reading.Right(byte[] secret) -> assertArrayEquals(Cast.secret(), secret);
                case RecoveryWords.Reading.Mended mended -> assertArrayEquals(Cast.secret(), mended.secret());
                case RecoveryWords.Reading.Unknown(var words) -> assertEquals(false, words.isEmpty());
                case RecoveryWords.Reading.Wrong() -> {}
            }
        });
    }
}
