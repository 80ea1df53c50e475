// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.HoldfastException;

/**
 * Everything that these formats need comes from the one key of 32 bytes: Expand(key, name of the format | purpose |
 * context), the first block of HKDF-Expand (RFC 5869). So keys that old ciphers leak say nothing about the key itself.
 * Not thread-safe.
 */
public final class Expand {
    public static final int KEY_LENGTH = 32;
    private static final byte FIRST_BLOCK = 1;

    private final FormatId id;
    private final Mac hmac;

    public Expand(FormatId id, byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a key of " + id + " has " + KEY_LENGTH + " bytes, not " + key.length);
        }
        this.id = id;
        try {
            this.hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw failed(id, "this Java has no HMAC-SHA256", e);
        }
    }

    /** @return 32 bytes */
    byte[] expand(String purpose, byte[] context) {
        hmac.update((id.name() + purpose).getBytes(StandardCharsets.US_ASCII));
        hmac.update(context);
        return hmac.doFinal(new byte[] {FIRST_BLOCK});
    }

    FormatId id() {
        return id;
    }

    static HoldfastException failed(FormatId id, String what, GeneralSecurityException cause) {
        return new HoldfastException(ErrorCode.INTERNAL, id.name(), id + ": " + what, cause);
    }
}
