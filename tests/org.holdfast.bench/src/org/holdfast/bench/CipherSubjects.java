// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.holdfast.crypto.bouncycastle.SerpentGcmSuite;
import org.holdfast.crypto.historic.DesSuite;
import org.holdfast.crypto.historic.Rc4Suite;
import org.holdfast.crypto.historic.RsaOaepSuite;
import org.holdfast.crypto.historic.TripleDesSuite;
import org.holdfast.crypto.jdk.AesCtrSuite;
import org.holdfast.crypto.jdk.AesGcmSuite;
import org.holdfast.crypto.jdk.ChaCha20Poly1305Suite;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;

/** The ciphers with the lengths they meet: a segment's frame and a shard. */
final class CipherSubjects {
    private static final byte[] NOTHING = new byte[0];

    private CipherSubjects() {}

    static List<Subject> all() {
        List<Subject> subjects = new ArrayList<>();
        for (int length : new int[] {60 << 10, 1 << 20}) {
            subjects.addAll(of(new AesGcmSuite(), length));
            subjects.addAll(of(new AesCtrSuite(), length));
            subjects.addAll(of(new ChaCha20Poly1305Suite(), length));
        }
        subjects.addAll(of(new org.holdfast.crypto.bouncycastle.AesGcmSuite(), 60 << 10));
        subjects.addAll(of(new org.holdfast.crypto.bouncycastle.ChaCha20Poly1305Suite(), 60 << 10));
        subjects.addAll(of(new SerpentGcmSuite(), 60 << 10));
        for (CipherSuite historic : List.of(new DesSuite(), new TripleDesSuite(), new Rc4Suite(), new RsaOaepSuite())) {
            subjects.addAll(of(historic, 60 << 10));
        }
        return subjects;
    }

    private static List<Subject> of(CipherSuite suite, int length) {
        byte[] key = bytes(suite.keyLength());
        byte[] plain = bytes(length);
        byte[] sealed = new byte[length + suite.overhead()];
        byte[] opened = new byte[length];
        byte[] nonce = new byte[12];
        Sealer sealer = suite.sealer(key);
        Opener opener = suite.opener(key);
        String provider = suite.getClass().getPackageName().replaceFirst(".*\\.", "");
        String name = suite.id() + " (" + provider + "), " + (length >> 10) + " KiB, ";
        return List.of(
                new Subject(name + "seal", length, () -> {
                    countUp(nonce);
                    sealer.seal(nonce, NOTHING, plain, 0, length, sealed, 0);
                }),
                new Subject(name + "open", length, () -> open(opener, nonce, sealed, opened)));
    }

    static void open(Opener opener, byte[] nonce, byte[] sealed, byte[] opened) {
        if (opener.open(nonce, NOTHING, sealed, 0, sealed.length, opened, 0) == Opener.FORGED) {
            throw new IllegalStateException("what was sealed does not open");
        }
    }

    static void countUp(byte[] nonce) {
        for (int i = 0; ++nonce[i] == 0; ) {
            i++;
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
