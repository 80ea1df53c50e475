// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.junit.jupiter.api.Test;

class DeviceCertTest {
    private static final DeviceCert CERT = Cast.ALICE;

    @Test
    void everyFieldStandsWhereTheDocumentSays() {
        ByteBuffer bytes = ByteBuffer.wrap(CERT.bytes());

        assertEquals(224, bytes.capacity());
        assertEquals(0x48464443, bytes.getInt(0));
        assertEquals(1, bytes.getShort(4));
        assertEquals(0, bytes.getShort(6));
        assertEquals(CERT.root(), DeviceKey.of(Arrays.copyOfRange(bytes.array(), 8, 40)));
        assertEquals(CERT.device(), DeviceKey.of(Arrays.copyOfRange(bytes.array(), 40, 72)));
        assertEquals(600_000, bytes.getInt(72));
        assertEquals(1, bytes.getInt(76));
        assertEquals(Cast.NOW.toEpochMilli(), bytes.getLong(80));
        assertEquals(0, bytes.getLong(88));
    }

    @Test
    void whatWasIssuedIsRightAndNamesItsOwner() {
        assertTrue(CERT.verify());
        assertTrue(CERT.verify(DeviceCert.owner(Cast.ALICE_ROOT.key())));
        assertFalse(CERT.verify(Cast.BOB.owner()));
        assertEquals(CERT, DeviceCert.read(CERT.bytes()));
    }

    @Test
    void noByteCanBeChanged() {
        byte[] bytes = CERT.bytes();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertFalse(accepted(changed), "byte " + i);
        }
    }

    private static boolean accepted(byte[] bytes) {
        try {
            return DeviceCert.read(bytes).verify();
        } catch (HoldfastException refused) {
            return false;
        }
    }

    @Test
    void aCertificateOfAStolenDeviceKeyNeedsTheRootAsWell() {
        DeviceCert forged = DeviceCert.issue(Cast.MALLORY, Cast.ALICE_DEVICE, 700_000, 1, Cast.NOW);
        DeviceCert relabelled = new DeviceCert(
                CERT.root(),
                Cast.MALLORY.key(),
                700_000,
                1,
                Cast.NOW,
                Optional.empty(),
                forged.rootSignature(),
                forged.deviceSignature());

        assertFalse(forged.verify(CERT.owner()));
        assertFalse(relabelled.verify());
    }

    @Test
    void aRootCannotCertifyADeviceThatDoesNotAgree() {
        DeviceCert mallorys = DeviceCert.issue(Cast.MALLORY, Cast.MALLORY, 1, 1, Cast.NOW);
        DeviceCert claimed = new DeviceCert(
                mallorys.root(),
                Cast.ALICE_DEVICE.key(),
                1,
                1,
                Cast.NOW,
                Optional.empty(),
                mallorys.rootSignature(),
                mallorys.deviceSignature());

        assertFalse(claimed.verify());
    }

    @Test
    void clocksMayDifferByADay() {
        Duration day = DeviceCert.TOLERANCE;
        DeviceCert ending = new DeviceCert(
                CERT.root(),
                CERT.device(),
                1,
                1,
                Cast.NOW,
                Optional.of(Cast.NOW.plusSeconds(10)),
                CERT.rootSignature(),
                CERT.deviceSignature());

        assertTrue(CERT.validAt(Cast.NOW.minus(day)));
        assertFalse(CERT.validAt(Cast.NOW.minus(day).minusMillis(1)));
        assertTrue(CERT.validAt(Cast.NOW.plus(Duration.ofDays(36_500))));
        assertTrue(ending.validAt(Cast.NOW.plusSeconds(9).plus(day)));
        assertFalse(ending.validAt(Cast.NOW.plusSeconds(10).plus(day)));
    }

    @Test
    void otherLengthsAreRefused() {
        assertThrows(MalformedInput.class, () -> DeviceCert.read(new byte[0]));
        assertThrows(MalformedInput.class, () -> DeviceCert.read(Arrays.copyOf(CERT.bytes(), 223)));
        assertThrows(MalformedInput.class, () -> DeviceCert.read(Arrays.copyOf(CERT.bytes(), 225)));
    }
}
