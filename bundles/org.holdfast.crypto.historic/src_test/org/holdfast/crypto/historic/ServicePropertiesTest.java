// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.holdfast.model.Formats;
import org.holdfast.spi.crypto.CipherSuite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a node goes by when it refuses them. */
@Tag("R36")
class ServicePropertiesTest {
    private static final List<CipherSuite> ALL =
            List.of(new DesSuite(), new TripleDesSuite(), new Rc4Suite(), new RsaOaepSuite(), new Rc4StreamSuite());

    @Test
    void eachSaysThatItIsHistoric() throws IOException {
        for (CipherSuite suite : ALL) {
            String component = component(suite);
            assertTrue(component.contains("name=\"historic\" type=\"Boolean\" value=\"true\""), component);
            assertTrue(component.contains("name=\"id\" type=\"String\" value=\"" + suite.id() + "\""), component);
        }
    }

    @Test
    void theirNumbersAreTheHistoricOnes() {
        assertEquals(
                List.of(
                        Formats.DES_HMAC_MD5_V1,
                        Formats.DES_EDE_HMAC_MD5_V1,
                        Formats.RC4_HMAC_MD5_V1,
                        Formats.RSA_OAEP_V1,
                        Formats.RC4_V1),
                ALL.stream().map(CipherSuite::id).toList());
        assertTrue(ALL.stream().allMatch(suite -> suite.id().number() >= 64));
    }

    /** As the component runtime reads it. */
    private static String component(CipherSuite suite) throws IOException {
        String path = "/OSGI-INF/" + suite.getClass().getName() + ".xml";
        try (InputStream in = suite.getClass().getResourceAsStream(path)) {
            assertNotNull(in, path);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
