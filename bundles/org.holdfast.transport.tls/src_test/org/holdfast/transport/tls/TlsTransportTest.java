// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls;

import org.holdfast.spi.transport.Transport;
import org.holdfast.testkit.transport.TransportContract;

class TlsTransportTest extends TransportContract {
    @Override
    protected Transport newTransport() {
        return new TlsTransport();
    }
}
