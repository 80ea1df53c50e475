// SPDX-License-Identifier: EPL-2.0
/**
 * Finds nodes of other subnets through brokers, which keep adverts and give some of them to whoever asks: start with
 * {@link BrokerDiscovery}. What a broker is, and the bytes that are exchanged: docs/protocol-discovery.md.
 */
@NullMarked
package org.holdfast.discovery.broker;

import org.jspecify.annotations.NullMarked;
