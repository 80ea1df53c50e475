// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.mail.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.UnknownHostException;
import org.apache.commons.net.MalformedServerReplyException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people read of connections that fail, where no test can bring that about by itself. */
@Tag("G")
class TroubleTest {
    private static final MailServer SERVER = MailServer.of(
            new MailServer.Given("mail.example.org", 0, "tls", 3),
            new MailServer.User("", ""),
            "backup@example.org",
            new String[] {"ops@example.org"});

    @Test
    void aNameThatIsUnknownIsNamed() {
        assertEquals(
                "the name mail.example.org is unknown: see whether it is right, and whether names are resolved here",
                Trouble.of(SERVER, new UnknownHostException("mail.example.org")));
    }

    @Test
    void whatCameIsNotRepeated() {
        assertEquals(
                "mail.example.org:465 does not answer as a mail server: see whether the port is the right one",
                Trouble.of(SERVER, new MalformedServerReplyException("Server Reply: hidden")));
        assertEquals(
                "mail.example.org:465 broke off: Connection reset",
                Trouble.of(SERVER, new IOException("Connection reset")));
    }
}
