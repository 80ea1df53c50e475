// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.TestKeys;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HeadPropertyTest {
    private final TestKeys keys = new TestKeys(1);

    @Test
    void headAndPartnerListComeBackFromTheSealedRecord() {
        Cases.each(200, random -> {
            Head head = random.nextBoolean() ? HeadSamples.head(random) : HeadSamples.withReaders(random);
            byte[] sealed = SealedRecord.seal(
                    keys.generation(2),
                    RecordKind.HEAD,
                    head.sequence(),
                    Witness.NONE,
                    head.bytes(),
                    Cases.bytes(random, 16));
            SealedRecord record = SealedRecord.open(keys, RecordKind.HEAD, sealed);
            assertEquals(head, Head.read(record.content()));
            assertEquals(head.sequence(), record.sequence());
            assertEquals(2, record.keyGeneration());
        });
    }

    @Test
    void encodingIsCanonical() {
        Cases.each(200, random -> {
            byte[] encoded = HeadSamples.head(random).bytes();
            assertArrayEquals(encoded, Head.read(encoded).bytes());
            byte[] second = HeadSamples.withReaders(random).bytes();
            assertArrayEquals(second, Head.read(second).bytes());
        });
    }

    @Test
    void truncatedOrLengthenedHeadIsRefused() {
        byte[] encoded = HeadSamples.withReaders(Cases.seeded(1)).bytes();
        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThrows(MalformedInput.class, () -> Head.read(cut));
        }
        assertThrows(MalformedInput.class, () -> Head.read(Arrays.copyOf(encoded, encoded.length + 1)));
    }

    @Test
    void headFromTheFutureHasItsOwnError() {
        byte[] encoded = HeadSamples.head(Cases.seeded(1)).bytes();
        ByteBuffer.wrap(encoded).putShort(4, (short) 3);
        var error = assertThrows(HoldfastException.class, () -> Head.read(encoded));
        assertEquals(ErrorCode.NEWER_VERSION, error.code());
    }

    @Test
    void headThatNoRecordCouldHoldIsRefused() {
        Head head = HeadSamples.head(Cases.seeded(1));
        var piece = new StreamRef.Piece(org.holdfast.model.SegmentId.of(new byte[16]), 64, 0, 10, 10);
        List<StreamRef.Piece> many = Stream.generate(() -> piece).limit(2100).toList();
        Head tooLong = new Head(
                head.sequence(),
                head.time(),
                head.owner(),
                head.deviceEpoch(),
                head.keyGeneration(),
                List.of(),
                new StreamRef(21_000, many),
                List.of(),
                head.formats(),
                head.statistics(),
                List.of());
        assertThrows(IllegalArgumentException.class, tooLong::bytes);
    }

    @Test
    void streamIsAsLongAsItsPieces() {
        var piece = new StreamRef.Piece(org.holdfast.model.SegmentId.of(new byte[16]), 64, 0, 10, 10);
        assertThrows(IllegalArgumentException.class, () -> new StreamRef(9, List.of(piece)));
        assertEquals(20, new StreamRef(20, List.of(piece, piece)).length());
    }

    /** What an earlier Holdfast wrote is read, and one that needs no reader is written as it always was. */
    @Test
    @Tag("R66")
    void headWithoutReadersIsOfTheFirstVersion() {
        Head head = HeadSamples.head(Cases.seeded(1));
        byte[] encoded = head.bytes();
        assertEquals(1, ByteBuffer.wrap(encoded).getShort(4));
        assertEquals(List.of(), Head.read(encoded).readers());
        assertEquals(
                2,
                ByteBuffer.wrap(HeadSamples.withReaders(Cases.seeded(1)).bytes())
                        .getShort(4));
    }

    @Test
    @Tag("R66")
    void secondVersionWithoutReadersIsRefused() {
        byte[] encoded = HeadSamples.head(Cases.seeded(1)).bytes();
        byte[] none = Arrays.copyOf(encoded, encoded.length + 2);
        ByteBuffer.wrap(none).putShort(4, (short) 2);
        assertThrows(MalformedInput.class, () -> Head.read(none));
    }

    @Test
    @Tag("R66")
    void readersAscendByNameAndAreFew() {
        Head head = HeadSamples.head(Cases.seeded(1));
        var random = Cases.seeded(2);
        ReaderJar one = HeadSamples.reader(random, "a");
        ReaderJar other = HeadSamples.reader(random, "b");
        assertThrows(IllegalArgumentException.class, () -> HeadSamples.withReaders(head, List.of(other, one)));
        assertThrows(IllegalArgumentException.class, () -> HeadSamples.withReaders(head, List.of(one, one)));
        List<ReaderJar> many = IntStream.range(0, 33)
                .mapToObj(i -> HeadSamples.reader(random, "r" + (char) ('A' + i)))
                .toList();
        assertThrows(IllegalArgumentException.class, () -> HeadSamples.withReaders(head, many));
        HeadSamples.withReaders(head, many.subList(0, 32));
    }

    /** Two versions of a plug-in may read different formats, and data may need both. */
    @Test
    @Tag("R66")
    void readersOfOneNameAscendByVersionAndThenByHash() {
        Head head = HeadSamples.head(Cases.seeded(1));
        ReaderJar some = HeadSamples.reader(Cases.seeded(2), "a");
        List<ReaderJar> ascending = List.of(
                edition(some, "1.0", 9), edition(some, "1.0", 10), edition(some, "10.0", 1), edition(some, "2.0", 1));
        Head four = HeadSamples.withReaders(head, ascending);
        assertEquals(ascending, Head.read(four.bytes()).readers());
        for (int i = 1; i < ascending.size(); i++) {
            List<ReaderJar> swapped = List.of(ascending.get(i), ascending.get(i - 1));
            assertThrows(IllegalArgumentException.class, () -> HeadSamples.withReaders(head, swapped));
        }
    }

    private static ReaderJar edition(ReaderJar reader, String version, int hash) {
        byte[] sha256 = new byte[32];
        sha256[31] = (byte) hash;
        return new ReaderJar(reader.name(), version, Digest.of(sha256), reader.formats(), reader.jar());
    }

    @Test
    @Tag("R66")
    void readerHasAPrintableNameAndAJar() {
        ReaderJar good = HeadSamples.reader(Cases.seeded(1), "com.example");
        for (String bad : List.of("", "a b", "ä", "a\n", "x".repeat(256))) {
            assertFalse(ReaderJar.canName(bad, "1.0"));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new ReaderJar(bad, good.version(), good.sha256(), good.formats(), good.jar()));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new ReaderJar("a", "1", good.sha256(), good.formats(), StreamRef.EMPTY));
    }
}
