// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.crypto.gcmsiv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.holdfast.testkit.BroughtVectors;
import org.holdfast.testkit.crypto.CipherVectors;
import org.holdfast.testkit.crypto.CipherVectors.Message;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn test -Dtest=WriteVectors} makes the golden vectors, with BouncyCastle's AES-GCM-SIV instead of ours. Only to
 * add some: vectors that are published never change. Its name keeps it out of other builds.
 */
class WriteVectors {
    @Test
    void write() throws IOException, InvalidCipherTextException {
        List<Map<String, String>> vectors = new ArrayList<>();
        for (Message message : CipherVectors.messages(GcmSiv.KEY_LENGTH, true)) {
            vectors.add(CipherVectors.vector(message, seal(message)));
        }
        String about = "RFC 8452. Made with BouncyCastle 1.86. " + CipherVectors.RULE;
        BroughtVectors.write("aes-256-gcm-siv-v1", about, vectors);
    }

    private static byte[] seal(Message message) throws InvalidCipherTextException {
        var cipher = new GCMSIVBlockCipher();
        cipher.init(true, new AEADParameters(new KeyParameter(message.key()), 128, message.nonce(), message.aad()));
        byte[] sealed = new byte[message.plain().length + GcmSiv.TAG_LENGTH];
        int written = cipher.processBytes(message.plain(), 0, message.plain().length, sealed, 0);
        cipher.doFinal(sealed, written);
        return sealed;
    }
}
