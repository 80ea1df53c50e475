// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;
import org.junit.jupiter.api.Test;

/** What a cipher without a tag promises besides: it does not pretend to have one. */
public abstract class StreamCipherContract extends CipherSuiteContract {
    @Test
    void sealingAddsNothing() {
        assertEquals(0, suite().overhead());
    }

    @Test
    void withoutATagAdditionalDataAreRefused() {
        byte[] buffer = new byte[10];
        Sealer sealer = suite().sealer(key());
        Opener opener = suite().opener(key());
        byte[] aad = {1};
        assertThrows(IllegalArgumentException.class, () -> sealer.seal(nonce(), aad, buffer, 0, 10, buffer, 0));
        assertThrows(IllegalArgumentException.class, () -> opener.open(nonce(), aad, buffer, 0, 10, buffer, 0));
    }
}
