// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** RSAES-OAEP (RFC 8017, 7.1) with SHA-256, MGF1 with SHA-256 and an empty label, its seed given. Not thread-safe. */
final class OaepWrap {
    private static final OAEPParameterSpec PARAMETERS =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final RsaKey pair;
    private final Cipher rsa;

    OaepWrap(RsaKey pair) throws GeneralSecurityException {
        this.pair = pair;
        this.rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
    }

    /** @param seed as long as the hash, 32 bytes */
    byte[] wrap(byte[] key, byte[] seed) throws GeneralSecurityException {
        rsa.init(Cipher.ENCRYPT_MODE, pair.open(), PARAMETERS, new Given(seed));
        return rsa.doFinal(key);
    }

    /** @throws GeneralSecurityException if the 256 bytes at {@code offset} were not wrapped with this pair */
    byte[] unwrap(byte[] in, int offset) throws GeneralSecurityException {
        rsa.init(Cipher.DECRYPT_MODE, pair.secret(), PARAMETERS);
        return rsa.doFinal(in, offset, RsaKey.MODULUS_LENGTH);
    }

    /** The JDK asks a generator for the seed of OAEP; this one has it and nothing else. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        Given(byte[] seed) {
            super(new Once(seed), null);
        }
    }

    private static final class Once extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;
        private final byte[] seed;
        private boolean given;

        Once(byte[] seed) {
            this.seed = seed;
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            if (given || bytes.length != seed.length) {
                throw new IllegalStateException("OAEP takes one seed of " + seed.length + " bytes");
            }
            given = true;
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }

        @Override
        protected byte[] engineGenerateSeed(int length) {
            throw new UnsupportedOperationException("OAEP takes one seed of " + seed.length + " bytes");
        }

        @Override
        protected void engineSetSeed(byte[] ignored) {
            throw new UnsupportedOperationException("the seed is given");
        }
    }
}
