// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.support;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.audit.Catalogue;
import org.holdfast.core.audit.Coin;
import org.holdfast.core.audit.NewChallenge;
import org.holdfast.core.audit.OwnChallenge;
import org.holdfast.format.Signer;
import org.holdfast.model.AuditId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Draw;
import org.holdfast.wire.AuditCoin;
import org.holdfast.wire.AuditMessage.CatalogueGet;
import org.holdfast.wire.AuditMessage.CataloguePage;
import org.holdfast.wire.AuditMessage.Data;
import org.holdfast.wire.AuditMessage.Narrow;
import org.holdfast.wire.AuditMessage.Open;
import org.holdfast.wire.AuditMessage.Whole;
import org.holdfast.wire.AuditMissing;
import org.holdfast.wire.AuditNames;
import org.holdfast.wire.AuditProof;
import org.holdfast.wire.AuditReceipt;
import org.holdfast.wire.AuditShown;
import org.holdfast.wire.AuditUnreceipted;
import org.holdfast.wire.SignedAudit;

/** The words of one audit of Bob by Alice: two blocks of four pieces, all of which are drawn. */
public final class AuditWords {
    public static final AuditShape PIECES = new AuditShape(12, true, 0, 500);
    public static final AuditShape BLOCKS = new AuditShape(0, false, 0, 1);
    public static final BlockId ONE = BlockId.of(People.filled(1, 16));
    public static final BlockId TWO = BlockId.of(People.filled(2, 16));
    private static final Instant NOW = People.NOW;
    private static final AuditId AUDIT = AuditId.of(People.filled(0x33, 16));
    private static final Digest RA = Digest.of(People.filled(0x44, 32));
    private static final Digest RB = Digest.of(People.filled(0x55, 32));
    private static final Signer BOB = People.BOB.device();
    private static final Signer CAROL = People.CAROL.device();
    public static final AuditNames NAMES = new AuditNames(AUDIT, People.ALICE.id(), People.BOB.id(), People.AGREEMENT);

    public final OwnChallenge challenge;
    public final AuditCoin coin;
    public final Digest random;
    public final Challenge drawn;

    public AuditWords(AuditShape shape, int scheme) {
        Catalogue catalogue =
                Catalogue.of(List.of(new AuditedBlock(ONE, 1, 1, 1 << 14), new AuditedBlock(TWO, 2, 1, 1 << 14)));
        challenge = new NewChallenge(NAMES, 5, scheme, shape, 460, catalogue, RA, List.of()).commit(People.ALICE, NOW);
        coin = coin(List.of());
        random = Coin.random(challenge.commit(), coin, RA);
        drawn = Draw.challenge(
                random, shape, catalogue.blocks(), challenge.commit().count());
    }

    public static AuditWords pieces() {
        return new AuditWords(PIECES, 1);
    }

    public static AuditWords blocks() {
        return new AuditWords(BLOCKS, 0);
    }

    public AuditCoin coin(List<BlockId> damaged) {
        return new AuditCoin(
                        NAMES,
                        challenge.commit().hash(),
                        RB,
                        challenge.commit().catalogue(),
                        NOW,
                        damaged,
                        SignedAudit.UNSIGNED)
                .signed(BOB);
    }

    /** The same challenge, whose coin is known already. */
    public OwnChallenge resumed() {
        return new OwnChallenge(challenge.commit(), RA, Optional.of(coin), challenge.catalogue());
    }

    public Open open() {
        return new Open(AUDIT, RA, coin);
    }

    public Open wrongOpen() {
        return new Open(AUDIT, RB, coin);
    }

    public CatalogueGet get(int from) {
        return new CatalogueGet(AUDIT, from);
    }

    public CataloguePage page(int from) {
        return new CataloguePage(AUDIT, from, challenge.catalogue().page(0));
    }

    public static Data data(int offset) {
        return new Data(offset, ByteBuffer.allocate(100));
    }

    public AuditProof proof(Bytes picks) {
        return new AuditProof(NAMES, random, 100, RA, NOW, picks, SignedAudit.UNSIGNED).signed(BOB);
    }

    public AuditProof badlySigned() {
        return proof(Bytes.EMPTY).signed(CAROL);
    }

    public AuditShown shown(BlockId block) {
        return new AuditShown(NAMES, random, block, 1, RA, RA, RA, 100, NOW, SignedAudit.UNSIGNED).signed(BOB);
    }

    public AuditMissing missing(BlockId block) {
        return new AuditMissing(NAMES, random, NOW, List.of(block), SignedAudit.UNSIGNED).signed(BOB);
    }

    public Narrow narrow() {
        return new Narrow(AUDIT, Bytes.of(new byte[] {1}));
    }

    public Narrow narrowBeyond() {
        return new Narrow(AUDIT, Bytes.of(new byte[] {0, 0, 1}));
    }

    public Whole whole(BlockId block) {
        return new Whole(AUDIT, block);
    }

    public static AuditReceipt receipt(AuditReceipt.Result result) {
        return new AuditReceipt(NAMES, 5, result, NOW, SignedAudit.UNSIGNED).signed(People.ALICE.device());
    }

    public static AuditReceipt badReceipt() {
        return receipt(AuditReceipt.Result.PROVED).signed(CAROL);
    }

    public AuditUnreceipted unreceipted(long number, boolean open) {
        return new AuditUnreceipted(NAMES, number, open, challenge.commit().hash(), NOW, SignedAudit.UNSIGNED)
                .signed(BOB);
    }
}
