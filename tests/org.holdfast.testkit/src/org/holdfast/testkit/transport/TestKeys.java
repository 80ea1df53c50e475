// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.transport;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import org.holdfast.model.DeviceKey;
import org.holdfast.spi.transport.LocalKey;

/** Device keys for tests. */
public final class TestKeys {
    private TestKeys() {}

    /** A fresh one. */
    public static LocalKey deviceKey() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
            return new LocalKey(DeviceKey.of(raw), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
