// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.time.Duration;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * What a stranger may cost us (docs/threat-model.md, exhaustion).
 *
 * @param handshake how long an accepted connection may take to prove its key
 * @param strangers connections at a time that have not proved theirs yet; further ones are closed at once
 * @param frame how long one frame may take, either way, once it has begun: 256 KiB at 4 KiB/s
 * @param farewell how long closing waits for the network to take the goodbye
 */
public record TlsLimits(Duration handshake, int strangers, Duration frame, Duration farewell) {
    public static final TlsLimits DEFAULT =
            new TlsLimits(Duration.ofSeconds(5), 64, Duration.ofSeconds(64), Duration.ofSeconds(1));

    /** @throws HoldfastException CONFIG_INVALID, with the key, the value and its range */
    public static TlsLimits of(int handshakeSeconds, int strangersMax) {
        check("handshake.seconds", handshakeSeconds, 120);
        check("strangers.max", strangersMax, 4_096);
        return new TlsLimits(Duration.ofSeconds(handshakeSeconds), strangersMax, DEFAULT.frame(), DEFAULT.farewell());
    }

    private static void check(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new HoldfastException(
                    ErrorCode.CONFIG_INVALID, key, key + " of the TLS transport is 1 to " + most + ", not " + value);
        }
    }
}
