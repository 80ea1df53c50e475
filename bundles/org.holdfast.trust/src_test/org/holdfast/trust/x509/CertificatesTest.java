// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class CertificatesTest {
    private static String name(String distinguished) {
        return Certificates.name(new X500Principal(distinguished));
    }

    @Test
    void namesAreShortAndForPeople() {
        assertEquals("pc17.example.org", name("CN=pc17.example.org, OU=Sales, O=Example Ltd"));
        assertEquals("Miller, Ann", name("OU=Sales, CN=\"Miller, Ann\""));
        assertEquals("OU=Sales,O=Example Ltd", name("OU=Sales, O=Example Ltd"));
        assertEquals("x".repeat(40) + "…", name("CN=" + "x".repeat(60)));
        assertEquals("a?b", name("CN=a\u0007b"));
    }
}
