// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.broker;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Configuration {@code org.holdfast.discovery.broker} of {@link BrokerDiscovery}; keys are {@code brokers} and
 * {@code interval.seconds}.
 */
@ObjectClassDefinition(name = "Brokers", description = "Who is asked for nodes of other subnets.")
public @interface BrokerConfig {
    @AttributeDefinition(
            name = "Brokers",
            description =
                    "HOST:PORT or [IPv6]:PORT of each broker, at most 8; two are enough. Several in one value are "
                            + "separated by commas or blanks. None: no broker is asked.")
    String[] brokers() default {};

    @AttributeDefinition(
            name = "Interval",
            description = "Seconds between two visits to a broker; a node that needs partners comes sooner. A broker "
                    + "forgets who stays away for half an hour.",
            min = "1",
            max = "900")
    int interval_seconds() default 300;
}
