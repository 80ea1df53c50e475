// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.bouncycastle;

import java.io.IOException;
import java.util.List;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.testkit.GoldenVectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was sealed under these ids once opens for ever, whoever provides them. */
@Tag("R36")
class VectorsTest {
    @Test
    void allAreAsPublished() throws IOException {
        for (CipherSuite suite :
                List.of(new AesGcmSuite(), new AesCtrSuite(), new ChaCha20Poly1305Suite(), new SerpentGcmSuite())) {
            GoldenVectors.assertReproducedBy(suite);
        }
    }
}
