// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.x509;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The DER of a self-signed certificate of an Ed25519 key (RFC 5280 section 4.1, RFC 8410 section 3) or of one on P-256
 * (RFC 5758 section 3.2). The JDK reads such certificates but has no way to make one; a library for this would have to be
 * there at start level 1 and on the command line's class path, for some hundred bytes:
 *
 * <pre>
 * Certificate    SEQUENCE { TBSCertificate, algorithm, BIT STRING signature }
 * TBSCertificate SEQUENCE { [0] INTEGER 2, INTEGER serial, algorithm, Name, SEQUENCE { from, until }, Name, key }
 * Name           SEQUENCE { SET { SEQUENCE { OID commonName, UTF8String } } }
 * </pre>
 */
public final class SelfSigned {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int VERSION = 0xA0;

    /** SEQUENCE { OID 1.3.101.112 }. */
    private static final byte[] ED25519 = HexFormat.of().parseHex("300506032b6570");
    /** SEQUENCE { OID 1.2.840.10045.4.3.2 }. */
    private static final byte[] ECDSA_SHA256 = HexFormat.of().parseHex("300a06082a8648ce3d040302");
    /** OID 2.5.4.3. */
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");

    private static final Instant LAST_UTC_TIME = Instant.parse("2049-12-31T23:59:59Z");

    private SelfSigned() {}

    /** A certificate of this key under its own signature. @param pair of Ed25519, or of EC on P-256 */
    public static X509Certificate certificate(
            KeyPair pair, String name, Instant from, Instant until, SecureRandom random)
            throws GeneralSecurityException {
        boolean curve = pair.getPublic() instanceof ECPublicKey;
        byte[] algorithm = curve ? ECDSA_SHA256 : ED25519;
        byte[] who = value(
                SEQUENCE,
                value(SET, value(SEQUENCE, COMMON_NAME, value(UTF8_STRING, name.getBytes(StandardCharsets.UTF_8)))));
        byte[] body = value(
                SEQUENCE,
                value(VERSION, value(INTEGER, new byte[] {2})),
                value(INTEGER, new BigInteger(63, random).setBit(62).toByteArray()),
                algorithm,
                who,
                value(SEQUENCE, time(from), time(until)),
                who,
                pair.getPublic().getEncoded());
        Signature signature = Signature.getInstance(curve ? "SHA256withECDSA" : "Ed25519");
        signature.initSign(pair.getPrivate(), random);
        signature.update(body);
        byte[] whole = value(SEQUENCE, body, algorithm, value(BIT_STRING, new byte[1], signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    /** UTCTime through 2049, GeneralizedTime after it, as RFC 5280 section 4.1.2.5 demands. */
    private static byte[] time(Instant time) {
        boolean general = time.isAfter(LAST_UTC_TIME);
        String text = DateTimeFormatter.ofPattern(general ? "uuuuMMddHHmmss'Z'" : "uuMMddHHmmss'Z'", Locale.ROOT)
                .format(time.atZone(ZoneOffset.UTC));
        return value(general ? GENERALIZED_TIME : UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Tag, length in the shortest form, and the parts as content. */
    private static byte[] value(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (content.size() < 0x80) {
            whole.write(content.size());
        } else {
            byte[] length = BigInteger.valueOf(content.size()).toByteArray();
            int skip = length[0] == 0 ? 1 : 0;
            whole.write(0x80 | (length.length - skip));
            whole.write(length, skip, length.length - skip);
        }
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
