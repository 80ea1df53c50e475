// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic;

import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.testkit.crypto.AuthenticatedCipherContract;

/** One suite for all cases, and few keys: each new key takes a tenth of a second. */
class RsaOaepContractTest extends AuthenticatedCipherContract {
    private static final RsaOaepSuite SUITE = new RsaOaepSuite();

    @Override
    protected CipherSuite suite() {
        return SUITE;
    }

    @Override
    protected int keysOfAThread() {
        return 1;
    }
}
