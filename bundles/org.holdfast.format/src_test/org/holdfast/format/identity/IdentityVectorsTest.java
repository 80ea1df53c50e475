// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdentityVectorsTest {
    private static Map<String, String> vectors;

    @BeforeAll
    static void read() throws IOException {
        vectors = IdentityVectors.read();
    }

    @ParameterizedTest
    @EnumSource
    void everyDocumentIsReadAndWrittenAsEver(Kind kind) {
        byte[] golden = bytes(kind.title());

        assertArrayEquals(golden, kind.rewrite(golden));
    }

    /** Signatures are deterministic, so the same seeds must give the same bytes for ever. */
    @Test
    void todaysCodeMakesTheSameBytes() {
        IdentityVectors.make().forEach((name, value) -> assertEquals(vectors.get(name), value, name));
    }

    @Test
    void theSignaturesInTheFileAreRight() {
        DeviceCert alice = DeviceCert.read(bytes("device-cert-v1"));
        Roster roster = Roster.read(bytes("roster-v1"));

        assertTrue(alice.verify());
        assertTrue(roster.wellSigned() && roster.signedByFounder());
        assertEquals(vectors.get("confederation-id-v1"), roster.confederation().toString());
        assertTrue(Admission.read(bytes("admission-v1")).validUnder(roster, alice));
        assertTrue(AgreementCodec.verify(AgreementCodec.decode(bytes("agreement-v1")), List.of(alice, Cast.BOB)));
        assertTrue(Advert.read(bytes("advert-v1")).verify());
    }

    @Test
    void theWordsInTheFileGiveTheSecret() {
        var words = List.of(vectors.get("recovery-words-v1").split(" "));
        var right = assertInstanceOf(RecoveryWords.Reading.Right.class, RecoveryWords.read(words));

        assertArrayEquals(bytes("recovery-secret"), right.secret());
        assertArrayEquals(
                bytes("recovery-secret"),
                RecoverySheet.parse(vectors.get("recovery-sheet-text-v1")).secret());
    }

    private static byte[] bytes(String name) {
        String hex = vectors.get(name);
        assertNotNull(hex, "docs/vectors/identity.json lacks " + name);
        return HexFormat.of().parseHex(hex);
    }
}
