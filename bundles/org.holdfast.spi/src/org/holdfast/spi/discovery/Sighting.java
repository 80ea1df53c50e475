// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.discovery;

import org.holdfast.model.Bytes;
import org.holdfast.model.NodeAddress;

/** What a discovery came across. Not verified in any way. */
public sealed interface Sighting {
    /** Bytes that claim to be an advertisement (at most 700). */
    record Advert(Bytes bytes) implements Sighting {}

    /** An address that may be worth dialling. */
    record Address(NodeAddress address) implements Sighting {}

    /** Somebody wants adverts to be sent now. */
    record Query() implements Sighting {}
}
