// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.holdfast.spi.transport.Link;
import org.junit.jupiter.api.Test;

/** What docs/protocol.md says of links: limits, times, the welcome. */
class ProtocolLinkDocumentTest {
    private final String page;

    ProtocolLinkDocumentTest() throws IOException {
        page = Files.readString(Path.of("../../docs/protocol.md"));
    }

    private void says(String sentence) {
        assertTrue(page.contains(sentence), "docs/protocol.md does not say: " + sentence);
    }

    @Test
    void timesAreTheDefaults() {
        TlsLimits limits = TlsLimits.DEFAULT;
        says("| acceptor: TCP connection to verified key | "
                + limits.handshake().toSeconds() + " |");
        says("| either: a frame, once begun | " + limits.frame().toSeconds() + " |");
        says("| either: the network takes the goodbye | " + limits.farewell().toSeconds() + " |");
        says("An acceptor has at most " + limits.strangers() + " connections at a time");
    }

    @Test
    void theLongestFrameIsTheTransports() {
        String longest =
                new DecimalFormat("#,###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(Link.MAX_FRAME);
        says("A length above " + longest + " ends the link at once");
    }

    @Test
    void theWelcomeIsFourLetters() {
        byte[] bytes = ByteBuffer.allocate(4).putInt(Handshake.WELCOME).array();
        says("(\"" + new String(bytes, StandardCharsets.US_ASCII) + "\")");
        says("`48 46 4c 31`");
    }
}
