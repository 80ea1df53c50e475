// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.format.Ed25519;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.WriteVectors;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.Golden;
import org.holdfast.format.support.TestKeys;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Digest;
import org.holdfast.model.Domains;
import org.holdfast.model.Id16;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;

/** Vectors and corpus of heads, sealed records and witnesses. */
public final class HeadVectors {
    private static final byte[] SECRET = Golden.data(1, 32);
    private static final byte[] RANDOM = Golden.data(2, 16);
    private static final byte[] SEED = Golden.data(3, 32);
    private static final OwnerId OWNER = OwnerId.of(Golden.data(20, 32));
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    private HeadVectors() {}

    public static WriteVectors.Source records() {
        return new WriteVectors.Source(
                "format-record",
                "docs/format.md, sealed records. secret: G of generation 1; kind 1; content = data(30) of the length"
                        + " given; previous = data(31). sealedBegins: header and the first bytes of ciphertext. "
                        + Golden.RULE,
                () -> List.of(record(1, 0), record(2, 4000), record(3, 5000), record(4, 65_480)));
    }

    private static Map<String, String> record(long sequence, int length) {
        byte[] sealed = SealedRecord.seal(
                GenerationKeys.derive(1, SECRET),
                RecordKind.HEAD,
                sequence,
                Digest.of(Golden.data(31, 32)),
                Golden.data(30, length),
                RANDOM);
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("secret", Golden.hex(SECRET));
        vector.put("random", Golden.hex(RANDOM));
        vector.put("sequence", Long.toString(sequence));
        vector.put("length", Integer.toString(length));
        vector.put("sealedLength", Integer.toString(sealed.length));
        vector.put("sealedBegins", Golden.hex(Arrays.copyOf(sealed, 64)));
        vector.put("sealedSha256", org.holdfast.format.Mac.sha256(sealed).toString());
        return vector;
    }

    public static WriteVectors.Source witnesses() {
        return new WriteVectors.Source(
                "format-witness",
                "docs/format.md, witness. device: the Ed25519 seed; owner = data(20), sealed head = data(40) of 4096"
                        + " bytes, device epoch 7. " + Golden.RULE,
                () -> {
                    Witness first = witness(1, Witness.NONE, Witness.NONE);
                    Witness second = witness(2, first.hash(), Witness.NONE);
                    return List.of(
                            described(first),
                            described(second),
                            described(witness(3, second.hash(), Digest.of(Golden.data(41, 32)))));
                });
    }

    private static Witness witness(long sequence, Digest previous, Digest merged) {
        Signer device = Signatures.signer(Ed25519.privateKey(SEED));
        return Witness.sign(device, OWNER, 7, sequence, previous, merged, Golden.data(40, 4096), TIME);
    }

    private static Map<String, String> described(Witness witness) {
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("device", Golden.hex(SEED));
        vector.put("sequence", Long.toString(witness.sequence()));
        vector.put("previous", witness.previous().toString());
        vector.put("merged", witness.merged().toString());
        vector.put("time", witness.time().toString());
        vector.put("witness", Golden.hex(witness.bytes()));
        return vector;
    }

    public static WriteVectors.Source heads() {
        return new WriteVectors.Source(
                "format-head",
                "docs/format.md, head. text: what is in it, as Java shows it",
                () -> List.of(
                        described(head()),
                        described(HeadSamples.head(Cases.seeded(1))),
                        described(HeadSamples.withReaders(head(), List.of(reader("1.2.3", 60, 0x9001)))),
                        described(HeadSamples.withReaders(head(), versions()))));
    }

    private static Map<String, String> described(Head head) {
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("text", text(head));
        vector.put("head", Golden.hex(head.bytes()));
        return vector;
    }

    /** What is in it; the first version knows no readers. */
    static String text(Head head) {
        return head.readers().isEmpty() ? head.toString().replace(", readers=[]", "") : head.toString();
    }

    /** Three of one name, in the order of the versions' bytes and then of the hashes. */
    private static List<ReaderJar> versions() {
        return List.of(reader("10.0.0", 60, 0x9002), reader("2.0.0", 60, 0x9003), reader("2.0.0", 61, 0x9004));
    }

    private static ReaderJar reader(String version, int hash, int cipher) {
        var piece = new StreamRef.Piece(SegmentId.of(Golden.data(23, 16)), 600, 1, 3000, 2500);
        return new ReaderJar(
                "com.example.cipher",
                version,
                Digest.of(Golden.data(hash, 32)),
                new FormatsUsed(List.of(), List.of(cipher), List.of(), List.of()),
                new StreamRef(3000, List.of(piece)));
    }

    private static Head head() {
        var piece = new StreamRef.Piece(SegmentId.of(Golden.data(23, 16)), 64, 0, 1000, 500);
        return new Head(
                3,
                TIME,
                OWNER,
                7,
                1,
                List.of(new HeadRun(Id16.of(Golden.data(50, 16)), 15, new StreamRef(1000, List.of(piece)))),
                new StreamRef(1000, List.of(piece)),
                List.of(new HeadPartner(
                        OwnerId.of(Golden.data(21, 32)),
                        AgreementId.of(Golden.data(22, 16)),
                        "archive",
                        List.of(new NodeAddress("192.0.2.7", 7437)),
                        new Domains("host-7", "north", "linux", "amd64"))),
                new FormatsUsed(List.of(1), List.of(1, 2), List.of(0, 1), List.of(0)),
                new Statistics(1, 2, 3, 4, 5),
                List.of());
    }

    public static Map<String, List<byte[]>> corpus() {
        List<byte[]> heads = new ArrayList<>();
        for (int seed = 1; seed <= 4; seed++) {
            heads.add(HeadSamples.head(Cases.seeded(seed)).bytes());
        }
        heads.add(head().bytes());
        heads.add(ByteBuffer.wrap(head().bytes()).putShort(64, (short) -1).array());
        heads.add(ByteBuffer.wrap(head().bytes()).putLong(82, Long.MAX_VALUE).array());
        heads.add(new byte[0]);
        byte[] second = HeadSamples.withReaders(head(), List.of(reader("1.2.3", 60, 0x9001)))
                .bytes();
        heads.add(second);
        heads.add(Arrays.copyOf(second, second.length - 40));
        heads.add(HeadSamples.withReaders(Cases.seeded(5)).bytes());
        heads.add(HeadSamples.withReaders(head(), versions()).bytes());
        List<byte[]> records = new ArrayList<>();
        for (byte[] content : heads.subList(0, 3)) {
            records.add(SealedRecord.seal(
                    new TestKeys(1).generation(1), RecordKind.HEAD, 3, Witness.NONE, content, RANDOM));
        }
        records.add(new byte[0]);
        records.add(Arrays.copyOf(records.getFirst(), 56));
        Witness witness = witness(1, Witness.NONE, Witness.NONE);
        return Map.of(
                "head",
                heads,
                "sealed-record",
                records,
                "witness",
                List.of(
                        witness.bytes(),
                        witness(2, witness.hash(), witness.hash()).bytes(),
                        new byte[232]));
    }
}
