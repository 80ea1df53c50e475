// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.head.Witness;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.model.MalformedInput;
import org.junit.jupiter.api.Test;

class ReceiptTest {
    private final BlockHeader header = Samples.header(1);
    private final StoreReceipt receipt = StoreReceipt.sign(Samples.BOB_DEVICE, header, Samples.NOW);

    @Test
    void storeReceiptIsOfOneBlockAndOneHolder() {
        assertTrue(receipt.confirms(header));
        assertTrue(receipt.signedBy(Samples.BOB_DEVICE.key()));
        assertFalse(receipt.confirms(Samples.header(2)));
        assertFalse(receipt.signedBy(Samples.ALICE_DEVICE.key()));
    }

    @Test
    void storeReceiptSurvivesTheLedger() {
        assertEquals(StoreReceipt.BYTES, receipt.bytes().length);
        assertEquals(receipt, StoreReceipt.parse(Bytes.of(receipt.bytes())));
        assertThrows(MalformedInput.class, () -> StoreReceipt.parse(Bytes.of(new byte[StoreReceipt.BYTES])));
    }

    @Test
    void everyByteOfAStoreReceiptIsSigned() {
        for (int i = 2; i < StoreReceipt.BYTES; i++) {
            byte[] bytes = receipt.bytes();
            bytes[i] ^= 1;
            assertFalse(parsesAndIsSigned(bytes), "byte " + i);
        }
    }

    private static boolean parsesAndIsSigned(byte[] bytes) {
        try {
            return StoreReceipt.parse(Bytes.of(bytes)).signedBy(Samples.BOB_DEVICE.key());
        } catch (MalformedInput e) {
            return false; // a time after the year 9999
        }
    }

    @Test
    void signingAgainGivesTheSameBytes() {
        assertEquals(receipt, StoreReceipt.sign(Samples.BOB_DEVICE, header, Samples.NOW));
    }

    @Test
    void headReceiptIsOfOneWitness() {
        Witness witness = Witness.sign(
                Samples.ALICE_DEVICE,
                Samples.ALICE.owner(),
                1,
                1,
                Witness.NONE,
                Witness.NONE,
                new byte[9],
                Samples.NOW);
        HeadReceipt head =
                HeadReceipt.sign(Samples.BOB_DEVICE, Samples.BOB.owner(), Samples.AGREEMENT, witness, Samples.NOW);
        assertEquals(HeadReceipt.BYTES, head.bytes().length);
        assertTrue(head.signedBy(Samples.BOB_DEVICE.key()));
        assertTrue(head.confirms(Samples.BOB.owner(), Samples.AGREEMENT, witness));
        assertFalse(head.confirms(Samples.ALICE.owner(), Samples.AGREEMENT, witness));
        assertFalse(head.confirms(Samples.BOB.owner(), AgreementId.of(new byte[16]), witness));
    }
}
