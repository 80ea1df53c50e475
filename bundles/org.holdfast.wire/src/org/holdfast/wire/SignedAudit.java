// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;

/**
 * A message of an audit that its sender signs, so that it counts also when the link is gone: a body, which begins with
 * {@link AuditNames}, and a signature of the sender's device over it.
 */
public sealed interface SignedAudit extends AuditMessage
        permits AuditCommit, AuditCoin, AuditProof, AuditShown, AuditMissing, AuditReceipt, AuditUnreceipted {
    /** What stands where a signature will. */
    Bytes UNSIGNED = Bytes.of(new byte[Signatures.BYTES]);

    AuditNames names();

    Bytes signature();

    /** What the signature is of. */
    SignedType signedType();

    /** Writes all but the signature. */
    void writeBody(ByteWriter out);

    /** All but the signature, encoded: what is signed, hashed and kept. */
    default byte[] body() {
        ByteWriter out = new ByteWriter();
        writeBody(out);
        return out.toArray();
    }

    /** SHA-256 of the body. */
    default Digest hash() {
        return Mac.sha256(body());
    }

    /** Whether this device made it. */
    default boolean signedBy(DeviceKey device) {
        return Signatures.valid(device, signedType(), body(), signature());
    }

    /** This device's signature over the body. */
    default Bytes signature(Signer device) {
        return device.sign(signedType(), body());
    }

    /** The encoded form, signature included. */
    default byte[] bytes() {
        ByteWriter out = new ByteWriter();
        write(this, out);
        return out.toArray();
    }

    static void write(SignedAudit message, ByteWriter out) {
        message.writeBody(out);
        out.bytes(message.signature());
    }

    /** The reader's signature, which MUST be the last field. */
    static Bytes signature(ByteReader in) {
        return in.bytes(Signatures.BYTES);
    }

    /** @throws IllegalArgumentException if it is none */
    static void requireSignature(Bytes signature) {
        if (signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("a signature has " + Signatures.BYTES + " bytes");
        }
    }
}
