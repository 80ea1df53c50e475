// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.crypto.gcmsiv;

import java.io.IOException;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.testkit.crypto.AuthenticatedCipherContract;
import org.holdfast.testkit.crypto.CipherVectors;
import org.junit.jupiter.api.Test;

/** All that Holdfast asks of a cipher is in the contract. */
class GcmSivTest extends AuthenticatedCipherContract {
    @Override
    protected CipherSuite suite() {
        return new GcmSivSuite();
    }

    @Test
    void itSealsAsPublished() throws IOException {
        CipherVectors.assertAsPublished(suite());
    }
}
