// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups;

import java.security.SecureRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.holdfast.discovery.jgroups.internal.Group;
import org.holdfast.discovery.jgroups.internal.MulticastSession;
import org.holdfast.discovery.jgroups.internal.Pace;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.spi.discovery.Sighting;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Adverts by UDP multicast on the interface of the scope's address: sent when the session opens, at every interval
 * (± 10 %), and within two seconds of a query. Whoever opens a session asks everybody, so a newcomer hears all that are
 * there, and they hear it. An empty advert is not sent: such a node only listens.
 *
 * <p>Only JGroups' transport is used. Its membership protocols would cost each of n members n heartbeats and decide
 * nothing: a view can be forged, and partners are watched by audits. Without them there is no group to join, split or
 * merge, and a lost datagram is made up for by the next advert.
 */
@Component(service = Discovery.class, property = "discovery.id=jgroups")
public final class JGroupsDiscovery implements Discovery {
    private final RandomGenerator random;
    private final Pace pace;

    @Activate
    public JGroupsDiscovery() {
        this(new SecureRandom(), Pace.DEFAULT);
    }

    JGroupsDiscovery(RandomGenerator random, Pace pace) {
        this.random = random;
        this.pace = pace;
    }

    @Override
    public String id() {
        return "jgroups";
    }

    /** @throws org.holdfast.model.HoldfastException CONFIG_INVALID if the bind address is not a literal address */
    @Override
    public Session open(Scope scope, Supplier<byte[]> advert, Consumer<Sighting> heard) {
        MulticastSession session = new MulticastSession(Group.of(scope), scope.interval(), pace, random, advert, heard);
        session.start();
        return session;
    }
}
