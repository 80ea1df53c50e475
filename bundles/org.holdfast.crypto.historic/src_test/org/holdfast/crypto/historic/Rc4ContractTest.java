// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic;

import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.testkit.crypto.AuthenticatedCipherContract;

class Rc4ContractTest extends AuthenticatedCipherContract {
    @Override
    protected CipherSuite suite() {
        return new Rc4Suite();
    }
}
