// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.holdfast.format.Mac;
import org.holdfast.model.AuditId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;

/** The part of {@link Samples} that is about audits: Alice audits Bob. */
final class AuditSamples {
    private static final int STREAM = 37;
    private static final AuditId AUDIT = AuditId.of(Samples.filled(0x88, 16));
    private static final AuditNames NAMES =
            new AuditNames(AUDIT, Samples.ALICE.owner(), Samples.BOB.owner(), Samples.AGREEMENT);
    private static final Digest RANDOM = Digest.of(Samples.filled(0x99, 32));
    private static final BlockId BLOCK = BlockId.of(Samples.filled(0x66, 16));
    private static final BlockId OTHER = BlockId.of(Samples.filled(0x67, 16));
    private static final List<AuditMessage.Entry> ENTRIES =
            List.of(new AuditMessage.Entry(BLOCK, 102, 1, 16384), new AuditMessage.Entry(OTHER, 103, 2, 32768));

    private AuditSamples() {}

    static void add(Map<String, Envelope> all) {
        AuditCommit commit = commit(List.of());
        AuditCoin coin = coin(commit, List.of(OTHER));
        add(all, "AUDIT_COMMIT", commit);
        var two = List.of(
                new AuditCommit.Parameters(1, Bytes.of(Samples.filled(0x33, 40))),
                new AuditCommit.Parameters(2, Bytes.of(new byte[0])));
        add(all, "AUDIT_COMMIT with parameters", commit(two));
        add(all, "AUDIT_CATALOGUE_GET", new AuditMessage.CatalogueGet(AUDIT, 0));
        add(all, "AUDIT_CATALOGUE", new AuditMessage.CataloguePage(AUDIT, 0, ENTRIES));
        add(all, "AUDIT_COIN", coin);
        add(all, "AUDIT_COIN without damage", coin(commit, List.of()));
        add(all, "AUDIT_OPEN", new AuditMessage.Open(AUDIT, Digest.of(Samples.filled(0x22, 32)), coin));
        byte[] proof = Samples.filled(0x55, 64);
        add(all, "AUDIT_DATA", new AuditMessage.Data(0, ByteBuffer.wrap(proof)));
        Bytes unsigned = SignedAudit.UNSIGNED;
        Bytes picks = Bytes.of(new byte[] {0b101});
        Digest hash = Mac.sha256(proof);
        var all64 = new AuditProof(NAMES, RANDOM, 64, hash, Samples.NOW, Bytes.of(new byte[0]), unsigned);
        add(all, "AUDIT_PROOF", all64.signed(Samples.BOB_DEVICE));
        var narrow = new AuditProof(NAMES, RANDOM, 64, hash, Samples.NOW, picks, unsigned);
        add(all, "AUDIT_PROOF of a part", narrow.signed(Samples.BOB_DEVICE));
        add(all, "AUDIT_SHOWN", shown());
        var missing = new AuditMissing(NAMES, RANDOM, Samples.NOW, List.of(BLOCK, OTHER), unsigned);
        add(all, "AUDIT_MISSING", missing.signed(Samples.BOB_DEVICE));
        add(all, "AUDIT_NARROW", new AuditMessage.Narrow(AUDIT, picks));
        add(all, "AUDIT_BLOCK", new AuditMessage.Whole(AUDIT, BLOCK));
        var receipt = new AuditReceipt(NAMES, 7, AuditReceipt.Result.PROVED, Samples.NOW, unsigned);
        add(all, "AUDIT_RECEIPT", receipt.signed(Samples.ALICE_DEVICE));
        var open = new AuditUnreceipted(NAMES, 6, true, commit.hash(), Samples.NOW, unsigned);
        add(all, "AUDIT_UNRECEIPTED", open.signed(Samples.BOB_DEVICE));
    }

    private static void add(Map<String, Envelope> all, String name, Message message) {
        Samples.add(all, name, STREAM, message);
    }

    static AuditCommit commit(List<AuditCommit.Parameters> parameters) {
        byte[] entries = new byte[2 * AuditMessage.Entry.BYTES];
        ByteBuffer.wrap(entries)
                .put(ENTRIES.getFirst().bytes())
                .put(ENTRIES.getLast().bytes());
        var catalogue = new AuditCommit.Catalogue(103, 2, 12, Mac.sha256(entries));
        return new AuditCommit(NAMES, 7, 1, 460, catalogue, RANDOM, Samples.NOW, parameters, SignedAudit.UNSIGNED)
                .signed(Samples.ALICE_DEVICE);
    }

    static AuditCoin coin(AuditCommit commit, List<BlockId> damaged) {
        return new AuditCoin(
                        NAMES,
                        commit.hash(),
                        Digest.of(Samples.filled(0x23, 32)),
                        commit.catalogue(),
                        Samples.NOW,
                        damaged,
                        SignedAudit.UNSIGNED)
                .signed(Samples.BOB_DEVICE);
    }

    static AuditShown shown() {
        var header = Samples.header(0x66);
        return new AuditShown(
                        NAMES,
                        RANDOM,
                        header.block(),
                        header.sequence(),
                        header.hash(),
                        header.payloadHash(),
                        header.tagsHash(),
                        16744,
                        Samples.NOW,
                        SignedAudit.UNSIGNED)
                .signed(Samples.BOB_DEVICE);
    }
}
