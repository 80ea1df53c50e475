// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.clock;

import java.time.Instant;
import java.time.InstantSource;

/** The wall clock of a broker, which is a program of its own and has no node's. */
public final class BrokerClock implements InstantSource {
    @Override
    public Instant instant() {
        return Instant.now();
    }
}
