// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.holdfast.format.identity.JoinProof.Role;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Test;

class JoinCodeTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final ConfederationId HERE = Cast.FOUNDING.id();
    private static final byte[] BINDING = Cast.filled(42, 32);

    @Test
    void whatIsPrintedCanBeTypedInManyWays() {
        JoinCode code = Cast.code();
        String text = code.text();

        assertEquals(47 + 9, text.length());
        assertEquals(code, JoinCode.parse(text));
        assertEquals(code, JoinCode.parse(text.toLowerCase(Locale.ROOT)));
        assertEquals(code, JoinCode.parse(" " + text.replace("-", "  ") + "\n"));
        assertEquals(code, JoinCode.parse(text.replace('0', 'O').replace('1', 'l')));
    }

    @Test
    void everyMistypedCharacterIsNoticed() {
        String text = Cast.code().text().replace("-", "");
        int tried = 0;
        for (int i = 0; i < text.length(); i++) {
            for (char c : ALPHABET.toCharArray()) {
                if (c != text.charAt(i)) {
                    assertInvalid(text.substring(0, i) + c + text.substring(i + 1));
                    tried++;
                }
            }
        }
        assertEquals(47 * 31, tried);
    }

    @Test
    void exchangedMissingAndForeignCharactersAreNoticed() {
        String text = Cast.code().text().replace("-", "");
        for (int i = 0; i + 1 < text.length(); i++) {
            if (text.charAt(i) != text.charAt(i + 1)) {
                assertInvalid(text.substring(0, i) + text.charAt(i + 1) + text.charAt(i) + text.substring(i + 2));
            }
            assertInvalid(text.substring(0, i) + text.substring(i + 1));
        }
        assertInvalid("");
        assertInvalid(text + "0");
        assertInvalid(text + text);
        assertInvalid(text.replace(text.charAt(0), 'U'));
    }

    private static void assertInvalid(String typed) {
        HoldfastException refused = assertThrows(HoldfastException.class, () -> JoinCode.parse(typed), typed);
        assertEquals(ErrorCode.JOIN_CODE_INVALID, refused.code());
    }

    @Test
    void codesAreForOneConfederationAndNeverTheSame() {
        SecureRandom random = new SecureRandom();
        JoinCode one = JoinCode.generate(HERE, random);
        JoinCode other = JoinCode.generate(HERE, random);

        assertTrue(one.fits(HERE));
        assertFalse(one.fits(ConfederationRef.open("elsewhere").id()));
        assertEquals(JoinCode.group(HERE), one.group());
        assertNotEquals(one, other);
        assertNotEquals(one.invitation(), other.invitation());
    }

    @Test
    void theSecretShowsNowhere() {
        JoinCode code = Cast.code();

        assertFalse(code.toString().contains(HexFormat.of().formatHex(Cast.filled(9, 4))));
        code.close();
        assertNotEquals(Cast.code(), code);
    }

    @Test
    void aProofIsGoodForOneChannelOneRoleAndOnePair() {
        JoinCode code = Cast.code();
        var joiner = Cast.BOB.owner();
        var inviter = Cast.ALICE.owner();
        byte[] proof = JoinProof.make(code, Role.JOINER, BINDING, joiner, inviter);

        assertTrue(JoinProof.valid(proof, Cast.code(), Role.JOINER, BINDING, joiner, inviter));
        assertFalse(JoinProof.valid(proof, code, Role.INVITER, BINDING, joiner, inviter), "sent back");
        assertFalse(JoinProof.valid(proof, code, Role.JOINER, Cast.filled(43, 32), joiner, inviter), "relayed");
        assertFalse(JoinProof.valid(proof, code, Role.JOINER, BINDING, inviter, joiner), "other way round");
        JoinCode other = JoinCode.generate(HERE, new SecureRandom());
        assertFalse(JoinProof.valid(proof, other, Role.JOINER, BINDING, joiner, inviter), "another secret");
        assertFalse(JoinProof.valid(new byte[0], code, Role.JOINER, BINDING, joiner, inviter));
        assertThrows(
                IllegalArgumentException.class, () -> JoinProof.make(code, Role.JOINER, new byte[0], joiner, inviter));
    }
}
