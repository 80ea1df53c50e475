// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.fixed;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code org.holdfast.discovery.fixed} of {@link FixedDiscovery}; the key is {@code addresses}. */
@ObjectClassDefinition(name = "Fixed list", description = "Nodes that are tried at known addresses.")
public @interface FixedConfig {
    @AttributeDefinition(
            name = "Addresses",
            description =
                    "HOST:PORT or [IPv6]:PORT of each node to try, at most 1000. Several in one value are separated "
                            + "by commas or blanks.")
    String[] addresses() default {};
}
