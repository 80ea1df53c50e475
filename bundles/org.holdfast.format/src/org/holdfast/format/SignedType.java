// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Every kind of structure that is signed. The type's name enters the signature, so that bytes signed as one thing are
 * never accepted as another.
 */
public enum SignedType {
    /** A device certificate, signed by the root key. */
    DEVICE_CERT("device-cert"),
    /** The same certificate with the root's signature, signed by the device key that it names. */
    DEVICE_CERT_HOLDER("device-cert-holder"),
    ROSTER("roster"),
    INVITATION("invitation"),
    ADMISSION("admission"),
    AGREEMENT("agreement"),
    ADVERT("advert"),
    BLOCK("block"),
    WITNESS("witness"),
    HELLO("hello"),
    STORE_RECEIPT("store-receipt"),
    HEAD_RECEIPT("head-receipt"),
    OBSERVATION("observation"),
    /** A partner's word on when it heard last from an owner. */
    SILENCE_NOTE("silence-note"),
    /** An admin's wish to have a member's escrow box. */
    ESCROW_GET("escrow-get"),
    /** An admin makes another one, or takes that back. */
    ADMIN_ACT("admin-act"),
    /** A member's proof that it has an admin key. */
    ADMIN_KEY("admin-key"),
    /** An owner does not need blocks any more. */
    RELEASE("release"),
    /** What only an owner's root key can order. */
    ROOT_ORDER("root-order"),
    /** A machine's wish to join, signed by the key of its certificate: the only type that is not always Ed25519. */
    CERTIFIED_JOIN("certified-join"),
    AUDIT_COMMIT("audit-commit"),
    AUDIT_COIN("audit-coin"),
    AUDIT_PROOF("audit-proof"),
    /** A whole block, shown in an audit. */
    AUDIT_SHOWN("audit-shown"),
    AUDIT_MISSING("audit-missing"),
    AUDIT_RECEIPT("audit-receipt"),
    AUDIT_UNRECEIPTED("audit-unreceipted"),
    /** What an owner found when it tried to restore. */
    DRILL_REPORT("drill-report");

    private final String label;

    SignedType(String label) {
        this.label = label;
    }

    /** The name as it enters the signature. */
    public String label() {
        return label;
    }

    /** All that is signed, for keys of other kinds than those of {@link Signatures}. */
    public byte[] text(byte[] body) {
        byte[] prefix = prefix();
        byte[] text = Arrays.copyOf(prefix, prefix.length + body.length);
        System.arraycopy(body, 0, text, prefix.length, body.length);
        return text;
    }

    /** What the signature is over before the body: "holdfast/v1/" | name | 0x00. */
    byte[] prefix() {
        return ("holdfast/v1/" + label + "\0").getBytes(StandardCharsets.US_ASCII);
    }
}
