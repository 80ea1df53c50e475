// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.fixed;

import java.time.Duration;
import java.util.List;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.testkit.discovery.DiscoveryContract;

class FixedDiscoveryContractTest extends DiscoveryContract {
    @Override
    protected Discovery discovery() {
        return new FixedDiscovery(List.of(new NodeAddress("192.0.2.1", 7_500)));
    }

    @Override
    protected Scope scope() {
        return new Scope("any", "127.0.0.1", 1, Duration.ofMillis(20));
    }
}
