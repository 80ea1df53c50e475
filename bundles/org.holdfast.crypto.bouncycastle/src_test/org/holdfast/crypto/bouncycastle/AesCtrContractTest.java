// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.bouncycastle;

import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.testkit.crypto.StreamCipherContract;

class AesCtrContractTest extends StreamCipherContract {
    @Override
    protected CipherSuite suite() {
        return new AesCtrSuite();
    }
}
