// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdfast.format.support.Cases;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Digest;
import org.holdfast.model.Domains;
import org.holdfast.model.Id16;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;

/** Heads to test with. */
public final class HeadSamples {
    private HeadSamples() {}

    public static Head head(RandomGenerator random) {
        return new Head(
                1 + random.nextLong(1L << 40),
                Instant.ofEpochMilli(random.nextLong(1L << 41)),
                OwnerId.of(Cases.bytes(random, 32)),
                random.nextInt(Integer.MAX_VALUE),
                1 + random.nextInt(100),
                Stream.generate(() -> run(random)).limit(random.nextInt(8)).toList(),
                stream(random),
                IntStream.range(0, random.nextInt(12))
                        .mapToObj(i -> partner(random, i))
                        .toList(),
                new FormatsUsed(List.of(1), List.of(2, 1), List.of(0, 1), List.of(0, 0x8001)),
                new Statistics(
                        random.nextInt(100),
                        random.nextInt(1 << 30),
                        random.nextLong(1L << 50),
                        random.nextInt(1 << 20),
                        random.nextLong(1L << 50)),
                List.of());
    }

    /** A head of version 2. */
    public static Head withReaders(RandomGenerator random) {
        List<ReaderJar> readers = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> reader(random, "com.example.reader" + i))
                .toList();
        return withReaders(head(random), readers);
    }

    static Head withReaders(Head head, List<ReaderJar> readers) {
        return new Head(
                head.sequence(),
                head.time(),
                head.owner(),
                head.deviceEpoch(),
                head.keyGeneration(),
                head.indexRuns(),
                head.snapshots(),
                head.partners(),
                head.formats(),
                head.statistics(),
                readers);
    }

    static ReaderJar reader(RandomGenerator random, String name) {
        StreamRef.Piece piece = piece(random);
        return new ReaderJar(
                name,
                "1.0." + random.nextInt(100),
                Digest.of(Cases.bytes(random, 32)),
                new FormatsUsed(List.of(), List.of(0x8000 + random.nextInt(100)), List.of(), List.of()),
                new StreamRef(piece.plainLength(), List.of(piece)));
    }

    static StreamRef stream(RandomGenerator random) {
        List<StreamRef.Piece> pieces =
                Stream.generate(() -> piece(random)).limit(random.nextInt(40)).toList();
        return new StreamRef(
                pieces.stream().mapToLong(StreamRef.Piece::plainLength).sum(), pieces);
    }

    private static StreamRef.Piece piece(RandomGenerator random) {
        return new StreamRef.Piece(
                SegmentId.of(Cases.bytes(random, 16)),
                random.nextInt(64 << 20),
                random.nextInt(65_536),
                1 + random.nextInt(2 << 20),
                1 + random.nextInt(2 << 20));
    }

    private static HeadRun run(RandomGenerator random) {
        return new HeadRun(Id16.of(Cases.bytes(random, 16)), random.nextLong(1L << 40), stream(random));
    }

    private static HeadPartner partner(RandomGenerator random, int i) {
        return new HeadPartner(
                OwnerId.of(Cases.bytes(random, 32)),
                AgreementId.of(Cases.bytes(random, 16)),
                "Büro " + i,
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(n -> new NodeAddress(n == 0 ? "fd00::" + n : "node" + n + ".example", 1 + n))
                        .toList(),
                new Domains("host-" + i, "site-" + i % 3, "linux", "amd64"));
    }
}
