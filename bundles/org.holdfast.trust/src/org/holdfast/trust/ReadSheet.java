// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.util.Optional;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * What a recovery sheet says. {@link #close} wipes the secret.
 *
 * @param mended the one word that was wrong, if one was: show it to the person
 * @param page whose sheet it is and where partners were; empty if only the words were typed
 */
public record ReadSheet(RecoverySecret secret, Optional<Mended> mended, Optional<PartnerPage> page)
        implements AutoCloseable {
    /**
     * A wrong word whose right one is known.
     *
     * @param position counted from 1
     */
    public record Mended(int position, String typed, String right) {}

    /** @throws HoldfastException SHEET_WRONG_WORD if a word had to be mended */
    public void requireExact() {
        if (mended.isPresent()) {
            int position = mended.get().position();
            throw new HoldfastException(
                    ErrorCode.SHEET_WRONG_WORD,
                    "word " + position,
                    "word " + position + " is wrong; all others are right. Compare it with the sheet");
        }
    }

    @Override
    public void close() {
        secret.close();
    }
}
