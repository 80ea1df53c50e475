// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.holdfast.model.NodeAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RecoverySheetTest {
    @Test
    @Tag("R57")
    void aScannedSheetGivesSecretAndPartnersBack() {
        String scanned = Cast.sheet().text();

        for (String text : List.of(scanned, scanned.toLowerCase(Locale.ROOT), scanned.replaceAll("(.{40})", "$1\n"))) {
            try (RecoverySheet sheet = RecoverySheet.parse(text)) {
                assertEquals(Cast.page(), sheet.page());
                assertArrayEquals(Cast.secret(), sheet.secret());
            }
        }
        assertTrue(scanned.matches("[0-9A-Z:]+"), "fits the alphanumeric mode of a QR code");
        assertTrue(Cast.page().partners().getFirst().is(Cast.BOB.owner()));
    }

    @Test
    void noByteCanBeChanged() {
        byte[] bytes = Cast.sheet().bytes();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 4;
            assertThrows(HoldfastException.class, () -> RecoverySheet.read(changed), "byte " + i);
        }
        assertThrows(MalformedInput.class, () -> RecoverySheet.parse("HOLDFAST:"));
        assertThrows(MalformedInput.class, () -> RecoverySheet.parse("HOLDFAST:!"));
        assertThrows(MalformedInput.class, () -> RecoverySheet.parse("abandon"));
    }

    @Test
    void sheetsWithoutConfederationAndFullSheetsFit() {
        SheetPartner longest = new SheetPartner(
                Cast.page().partners().getFirst().fingerprint(),
                "n".repeat(64),
                new NodeAddress("h".repeat(253), 65_535));
        PartnerPage full = new PartnerPage(
                Cast.ALICE.owner(),
                "o".repeat(64),
                Optional.of(ConfederationRef.open("c".repeat(64))),
                Collections.nCopies(PartnerPage.MAX_PARTNERS, longest),
                Cast.NOW);
        PartnerPage bare = new PartnerPage(Cast.ALICE.owner(), "alice", Optional.empty(), List.of(), Cast.NOW);

        for (PartnerPage page : List.of(full, bare)) {
            byte[] bytes = new RecoverySheet(page, Cast.secret()).bytes();
            assertEquals(page, RecoverySheet.read(bytes).page());
            assertTrue(bytes.length <= RecoverySheet.MAX_BYTES);
        }
    }

    @Test
    void theSecretShowsNowhere() {
        RecoverySheet sheet = Cast.sheet();
        String hex = HexFormat.of().formatHex(Cast.secret()).substring(0, 8);

        assertFalse(sheet.toString().contains(hex));
        sheet.close();
        assertArrayEquals(new byte[32], sheet.secret());
    }
}
