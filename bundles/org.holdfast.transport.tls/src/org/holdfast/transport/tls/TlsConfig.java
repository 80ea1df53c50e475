// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code org.holdfast.transport.tls} of {@link TlsTransport}; keys are {@code handshake.seconds} and {@code strangers.max}. */
@ObjectClassDefinition(name = "TLS transport", description = "What machines that have not proved a key yet may cost.")
public @interface TlsConfig {
    @AttributeDefinition(
            name = "Handshake time",
            description =
                    "Seconds that an accepted connection may take to prove its key. More helps only where a machine "
                            + "is so busy that its own part takes that long.",
            min = "1",
            max = "120")
    int handshake_seconds() default 5;

    @AttributeDefinition(
            name = "Strangers",
            description = "Connections at a time that have not proved a key yet; further ones are closed at once.",
            min = "1",
            max = "4096")
    int strangers_max() default 64;
}
