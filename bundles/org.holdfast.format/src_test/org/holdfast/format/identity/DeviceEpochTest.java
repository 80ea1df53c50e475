// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.holdfast.format.identity.DeviceEpoch.Verdict;
import org.junit.jupiter.api.Test;

class DeviceEpochTest {
    private static final Instant NOW = DeviceEpoch.ORIGIN.plusSeconds(60 * 1000);

    @Test
    void epochsAreMinutesAndNeverGoBack() {
        assertEquals(1000, DeviceEpoch.at(NOW));
        assertEquals(0, DeviceEpoch.at(Instant.EPOCH));
        assertEquals(Integer.MAX_VALUE, DeviceEpoch.at(Instant.parse("9999-01-01T00:00:00Z")));
        assertEquals(1000, DeviceEpoch.next(0, NOW));
        assertEquals(1001, DeviceEpoch.next(1000, NOW));
        assertEquals(5001, DeviceEpoch.next(5000, NOW));
        assertThrows(ArithmeticException.class, () -> DeviceEpoch.next(Integer.MAX_VALUE, NOW));
    }

    @Test
    void onlyALaterDeviceReplacesTheKnownOne() {
        DeviceCert known = cert(1000);

        assertEquals(Verdict.KNOWN, DeviceEpoch.judge(known, cert(1000), NOW));
        assertEquals(Verdict.NEWER, DeviceEpoch.judge(known, cert(1001), NOW));
        assertEquals(Verdict.STALE, DeviceEpoch.judge(known, cert(999), NOW));
        assertEquals(Verdict.STALE, DeviceEpoch.judge(known, clone(1000), NOW));
    }

    @Test
    void aDayAheadIsTheMost() {
        assertEquals(Verdict.NEWER, DeviceEpoch.judge(cert(1000 + DeviceEpoch.AHEAD), NOW));
        assertEquals(Verdict.FUTURE, DeviceEpoch.judge(cert(1001 + DeviceEpoch.AHEAD), NOW));
        assertEquals(Verdict.FUTURE, DeviceEpoch.judge(cert(5), cert(1001 + DeviceEpoch.AHEAD), NOW));
    }

    @Test
    void certificatesOfTwoOwnersAreNotCompared() {
        assertThrows(IllegalArgumentException.class, () -> DeviceEpoch.judge(cert(1), Cast.BOB, NOW));
    }

    private static DeviceCert cert(int epoch) {
        return DeviceCert.issue(Cast.ALICE_ROOT, Cast.ALICE_DEVICE, epoch, 1, NOW);
    }

    private static DeviceCert clone(int epoch) {
        return DeviceCert.issue(Cast.ALICE_ROOT, Cast.MALLORY, epoch, 1, NOW);
    }
}
