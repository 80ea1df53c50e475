// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import org.holdfast.format.identity.PartnerPage;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.internal.SheetPage;

/**
 * The recovery sheet as text on one page: who, the 26 words, where partners were, and how to recover. What was printed is
 * read back, retyped or scanned, however it is spaced. Stateless.
 */
public final class Sheets {
    private Sheets() {}

    /** The whole sheet in UTF-8, with the secret in it: the caller wipes it after printing. */
    public static byte[] full(PartnerPage page, RecoverySecret secret) {
        if (!secret.owner().equals(page.owner())) {
            throw new IllegalArgumentException("the secret is not this owner's");
        }
        return SheetPage.full(page, secret.words());
    }

    /** The sheet without the words, in UTF-8: all that can be printed once the sheet is sealed. */
    public static byte[] partnerPage(PartnerPage page) {
        return SheetPage.withoutSecret(page);
    }

    /**
     * Reads a sheet: what {@link #full} made, or its words alone (with or without numbers), or the text of its QR code
     * ({@link org.holdfast.format.identity.RecoverySheet#text}).
     *
     * @param text UTF-8; the caller wipes it
     * @throws HoldfastException SHEET_WRONG_WORD naming the words that are wrong, SHEET_UNREADABLE for everything else
     */
    public static ReadSheet read(byte[] text) {
        return new SheetReading(text).read();
    }
}
