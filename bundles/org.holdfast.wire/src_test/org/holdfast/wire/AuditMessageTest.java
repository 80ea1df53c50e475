// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.MalformedInput;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R45")
class AuditMessageTest {
    private static final AuditCommit COMMIT = AuditSamples.commit(List.of());
    private static final AuditCoin COIN = AuditSamples.coin(COMMIT, List.of());

    @Test
    void everySignedMessageIsSignedByItsSenderAndNobodyElse() {
        Samples.all().values().stream()
                .map(Envelope::message)
                .filter(SignedAudit.class::isInstance)
                .map(SignedAudit.class::cast)
                .forEach(message -> {
                    boolean owners = message instanceof AuditCommit || message instanceof AuditReceipt;
                    assertEquals(
                            owners,
                            message.signedBy(Samples.ALICE_DEVICE.key()),
                            message.signedType().label());
                    assertEquals(
                            !owners,
                            message.signedBy(Samples.BOB_DEVICE.key()),
                            message.signedType().label());
                });
    }

    @Test
    void aBodyThatWasKeptIsTheSameChallenge() {
        AuditCommit again = AuditCommit.parseBody(Bytes.of(COMMIT.body()));
        assertEquals(COMMIT.hash(), again.hash());
        assertFalse(again.signedBy(Samples.ALICE_DEVICE.key()), "a body carries no signature");
        assertEquals(COMMIT, again.signed(Samples.ALICE_DEVICE));
        assertEquals(COIN, AuditCoin.parseBody(Bytes.of(COIN.body())).signed(Samples.BOB_DEVICE));
        assertEquals(COIN, AuditCoin.parse(Bytes.of(COIN.bytes())));
    }

    @Test
    void aKeptBodyThatIsDamagedIsMalformed() {
        byte[] body = COIN.body();
        for (int length = 0; length < body.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(body, length);
            assertThrows(MalformedInput.class, () -> AuditCoin.parseBody(Bytes.of(cut)));
        }
    }

    @Test
    void whatWasShownAgreesWithTheReceiptOfTheSameBlockOnly() {
        AuditShown shown = AuditSamples.shown();
        assertTrue(shown.agreesWith(StoreReceipt.sign(Samples.BOB_DEVICE, Samples.header(0x66), Samples.NOW)));
        assertFalse(shown.agreesWith(StoreReceipt.sign(Samples.BOB_DEVICE, Samples.header(0x67), Samples.NOW)));
    }

    @Test
    void damagedBlocksAscend() {
        BlockId low = BlockId.of(Samples.filled(1, 16));
        BlockId high = BlockId.of(Samples.filled(2, 16));
        assertThrows(IllegalArgumentException.class, () -> AuditSamples.coin(COMMIT, List.of(high, low)));
        assertThrows(IllegalArgumentException.class, () -> AuditSamples.coin(COMMIT, List.of(low, low)));
    }
}
