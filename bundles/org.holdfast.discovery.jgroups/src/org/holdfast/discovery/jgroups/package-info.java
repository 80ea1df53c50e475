// SPDX-License-Identifier: EPL-2.0
/**
 * Finds nodes on the local network by multicast, as a service: {@link JGroupsDiscovery}. JGroups carries datagrams and
 * nothing else; what they say is not believed here either.
 */
@NullMarked
package org.holdfast.discovery.jgroups;

import org.jspecify.annotations.NullMarked;
