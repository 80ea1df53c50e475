// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic;

import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.testkit.crypto.StreamCipherContract;
import org.junit.jupiter.api.Tag;

@Tag("R35")
class Rc4StreamContractTest extends StreamCipherContract {
    @Override
    protected CipherSuite suite() {
        return new Rc4StreamSuite();
    }
}
