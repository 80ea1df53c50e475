// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.SignedType;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;

/**
 * A machine's wish to join with a certificate of the organisation's CA, signed by that certificate's key. It names owner
 * and device, and every HELLO proves the device: so it is worth nothing to anybody else who gets hold of it, and the
 * certificate's key is needed once only.
 *
 * <pre>
 *   0  magic "HFCJ"      4
 *   4  version = 1       u16
 *   6  flags = 0         u16
 *   8  confederation    32     which it wants to join
 *  40  owner            32     who wants to
 *  72  device           32     its device key
 * 104  certificates      u8    1 to 4, and as many, the machine's first, each certified by the next:
 *   -    certificate     u16 length, 1 to 4096, and X.509 in DER
 *   -  signature         u16 length, 1 to 1024, and the signature over CERTIFIED_JOIN and all before
 * </pre>
 *
 * The signature is of the kind that RFC 8446 section 4.2.3 has for the key in the machine's certificate; in here it and
 * the certificates are bytes.
 */
public record CertifiedJoin(
        ConfederationId confederation, OwnerId owner, DeviceKey device, List<Bytes> certificates, Bytes signature) {
    /** Most certificates: the machine's, and those between it and the CA. */
    public static final int MAX_CERTIFICATES = 4;

    /** Longest certificate in bytes. */
    public static final int MAX_CERTIFICATE = 4096;

    /** Longest signature in bytes: RSA with 8192 bits. */
    public static final int MAX_SIGNATURE = 1024;

    /** Longest encoded form in bytes. */
    public static final int MAX_BYTES = 105 + MAX_CERTIFICATES * (2 + MAX_CERTIFICATE) + 2 + MAX_SIGNATURE;

    private static final String MAGIC = "HFCJ";

    public CertifiedJoin {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty() || certificates.size() > MAX_CERTIFICATES) {
            throw new IllegalArgumentException("a chain has 1 to " + MAX_CERTIFICATES + " certificates");
        }
        certificates.forEach(each -> checkLength("certificate", each, MAX_CERTIFICATE));
        checkLength("signature", signature, MAX_SIGNATURE);
    }

    private static void checkLength(String what, Bytes bytes, int most) {
        if (bytes.length() < 1 || bytes.length() > most) {
            throw new IllegalArgumentException(
                    "a " + what + " has 1 to " + most + " bytes here, not " + bytes.length());
        }
    }

    /** @param certificateKey signs the bytes that it is given with the key of the first certificate */
    public static CertifiedJoin make(
            ConfederationId confederation,
            DeviceCert device,
            List<Bytes> certificates,
            UnaryOperator<Bytes> certificateKey) {
        CertifiedJoin draft =
                new CertifiedJoin(confederation, device.owner(), device.device(), certificates, Bytes.of(new byte[1]));
        return draft.with(certificateKey.apply(draft.signedText()));
    }

    private CertifiedJoin with(Bytes signed) {
        return new CertifiedJoin(confederation, owner, device, certificates, signed);
    }

    /** Reads at most {@link #MAX_BYTES}; checks no signature. */
    public static CertifiedJoin read(byte[] bytes) {
        return Document.read("certified join", bytes, MAX_BYTES, CertifiedJoin::fields);
    }

    private static CertifiedJoin fields(ByteReader in) {
        Document.start(in, MAGIC);
        return new CertifiedJoin(
                new ConfederationId(in.id32()),
                new OwnerId(in.id32()),
                new DeviceKey(in.id32()),
                certificates(in),
                in.bytes16(MAX_SIGNATURE));
    }

    private static List<Bytes> certificates(ByteReader in) {
        int count = in.u8();
        if (count > MAX_CERTIFICATES) {
            throw in.bad(count + " certificates are more than " + MAX_CERTIFICATES);
        }
        List<Bytes> certificates = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            certificates.add(in.bytes16(MAX_CERTIFICATE));
        }
        return certificates;
    }

    public byte[] bytes() {
        return new ByteWriter(512).bytes(body()).bytes16(signature).toArray();
    }

    /** What the certificate's key signs. */
    public Bytes signedText() {
        return Bytes.of(SignedType.CERTIFIED_JOIN.text(body()));
    }

    private byte[] body() {
        ByteWriter out = new ByteWriter(512)
                .magic(MAGIC)
                .u16(Document.VERSION)
                .zero(2)
                .id32(confederation.value())
                .id32(owner.value())
                .id32(device.value())
                .u8(certificates.size());
        certificates.forEach(out::bytes16);
        return out.toArray();
    }
}
