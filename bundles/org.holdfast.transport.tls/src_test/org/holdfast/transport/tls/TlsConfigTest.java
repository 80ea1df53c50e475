// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.transport.tls.internal.TlsLimits;
import org.junit.jupiter.api.Test;

class TlsConfigTest {
    @Test
    void keysAndDefaultsStay() {
        Map<String, Object> defaults = Arrays.stream(TlsConfig.class.getDeclaredMethods())
                .collect(Collectors.toMap(method -> method.getName().replace('_', '.'), m -> m.getDefaultValue()));
        assertEquals(Map.of("handshake.seconds", 5, "strangers.max", 64), defaults);
        assertEquals(TlsLimits.DEFAULT, TlsLimits.of(5, 64));
        assertEquals(Duration.ofSeconds(120), TlsLimits.of(120, 4_096).handshake());
    }

    @Test
    void aWrongValueIsNamedWithItsRange() {
        assertInvalid("handshake.seconds of the TLS transport is 1 to 120, not 0", 0, 64);
        assertInvalid("handshake.seconds of the TLS transport is 1 to 120, not 121", 121, 64);
        assertInvalid("strangers.max of the TLS transport is 1 to 4096, not -1", 5, -1);
    }

    private static void assertInvalid(String message, int seconds, int strangers) {
        HoldfastException thrown = assertThrows(HoldfastException.class, () -> TlsLimits.of(seconds, strangers));
        assertEquals(ErrorCode.CONFIG_INVALID, thrown.code());
        assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
    }
}
