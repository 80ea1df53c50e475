// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.time.Duration;

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
}
