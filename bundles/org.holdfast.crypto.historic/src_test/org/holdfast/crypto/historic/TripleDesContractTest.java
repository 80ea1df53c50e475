// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic;

import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.testkit.crypto.AuthenticatedCipherContract;

class TripleDesContractTest extends AuthenticatedCipherContract {
    @Override
    protected CipherSuite suite() {
        return new TripleDesSuite();
    }
}
