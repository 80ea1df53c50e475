// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** Terms with both parties' device signatures over their encoding (docs/format.md, type {@code agreement}). */
public record Agreement(AgreementTerms terms, Bytes proposerSignature, Bytes responderSignature) {
    public Agreement {
        if (proposerSignature.length() != 64 || responderSignature.length() != 64) {
            throw new IllegalArgumentException("an Ed25519 signature has 64 bytes");
        }
    }

    public AgreementId id() {
        return terms.id();
    }
}
