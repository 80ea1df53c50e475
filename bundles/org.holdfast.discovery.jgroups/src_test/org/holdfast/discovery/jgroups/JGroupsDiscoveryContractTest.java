// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.discovery.jgroups.internal.Pace;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.testkit.discovery.DiscoveryContract;

class JGroupsDiscoveryContractTest extends DiscoveryContract {
    private static final Pace QUICK = new Pace(Duration.ofMillis(50), 50, Duration.ofMillis(100));
    /** Own ports for each test, beside those of JGroupsDiscoveryTest and of other builds on this machine. */
    private static final AtomicInteger PORTS =
            new AtomicInteger(56_000 + (int) (ProcessHandle.current().pid() % 900) * 10);

    @Override
    protected Discovery discovery() {
        return new JGroupsDiscovery(new Random(1), QUICK);
    }

    @Override
    protected Scope scope() {
        return new Scope("contract", "127.0.0.1", PORTS.getAndIncrement(), Duration.ofMillis(50));
    }
}
