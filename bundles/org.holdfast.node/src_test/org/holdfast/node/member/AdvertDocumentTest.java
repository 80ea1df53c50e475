// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.holdfast.core.advert.AdvertGate;
import org.holdfast.format.identity.Advert;
import org.junit.jupiter.api.Test;

/** docs/protocol-discovery.md, sections 2, 4 and 5: the numbers are the code's. */
class AdvertDocumentTest {
    private final String text;

    AdvertDocumentTest() throws IOException {
        text = Files.readString(Path.of("../../docs/protocol-discovery.md"));
    }

    @Test
    void numbersAreTheCodes() {
        int members = AdvertGate.MEMBERS_A_SECOND;
        for (String said : List.of(
                members + " signatures a second (" + 2 * members + " at once) for owners that the roster lists",
                AdvertGate.STRANGERS_A_SECOND + " a second (" + AdvertGate.STRANGERS_AT_ONCE
                        + " at once) for all others",
                "the " + AdvertGate.MOST_MEMBERS + " latest devices of members and the " + AdvertGate.MOST_STRANGERS,
                Herald.AT_A_TIME + " at a time",
                "once in " + (AdvertTally.PAUSE.toMinutes() == 10 ? "ten" : "?") + " minutes at most",
                "(" + AdvertGate.MOST_MEMBERS + " at most)",
                "older than " + AdvertGate.KEPT.toDays() + " days",
                "(" + Advert.MAX_BYTES + ", with 71 around it")) {
            assertTrue(text.contains(said), said);
        }
    }

    @Test
    void anEmptyFileIsAsLongAsItsTable() {
        assertEquals(4 + 2 + 2 + 2 + 8, AdvertCache.bytes(List.of()).length);
    }
}
