// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairingAttemptsTest {
    @TempDir
    private Path home;

    private long nanos = -5;

    @BeforeEach
    void identity() throws IOException {
        Files.createDirectories(home.resolve(IdentityStore.FOLDER));
    }

    private PairingAttempts open() {
        return new PairingAttempts(home, () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static void assertWaits(PairingAttempts attempts) {
        HoldfastException no = assertThrows(HoldfastException.class, attempts::begin);
        assertEquals(ErrorCode.PAIRING_REFUSED, no.code());
        assertTrue(no.retryable());
    }

    private static PairingAttempts failed(PairingAttempts attempts) {
        for (int i = 0; i < PairingAttempts.MOST; i++) {
            attempts.begin();
        }
        return attempts;
    }

    @Test
    void afterThreeFailuresNothingIsBegunForAnHour() {
        PairingAttempts attempts = failed(open());
        assertWaits(attempts);
        pass(PairingAttempts.WAIT.minusNanos(1));
        assertWaits(attempts);
        pass(Duration.ofNanos(1));
        failed(attempts);
        assertWaits(attempts);
    }

    @Test
    void whatSucceedsClearsWhatFailed() {
        PairingAttempts attempts = open();
        attempts.begin();
        attempts.begin();
        attempts.succeeded();
        assertDoesNotThrow(() -> failed(attempts));
    }

    @Test
    void aRunThatWasCutOffHasFailed() {
        open().begin();
        open().begin();
        open().begin();
        assertWaits(open());
    }

    @Test
    void aRestartOnlyMakesItLonger() {
        failed(open());
        pass(Duration.ofMinutes(59));
        PairingAttempts restarted = open();
        assertEquals(PairingAttempts.WAIT, restarted.left());
        pass(Duration.ofMinutes(59));
        assertWaits(restarted);
        pass(Duration.ofMinutes(1));
        assertEquals(Duration.ZERO, restarted.left());
        assertEquals(Duration.ZERO, open().left(), "what was waited out need not be waited out again");
    }
}
