// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import org.holdfast.format.identity.PairingDigits;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Digest;

/** Two machines of an open confederation are paired by their people, who compare six digits. */
public sealed interface PairMessage extends MemberMessage
        permits PairMessage.PairAsk,
                PairMessage.PairAnswer,
                PairMessage.PairOpen,
                PairMessage.PairVerdict,
                PairMessage.PairPinned {

    /**
     * Let us pair.
     *
     * @param name of the asker's machine
     * @param commitment to the asker's keys and nonce, which PAIR_OPEN shows
     */
    record PairAsk(ConfederationId confederation, Digest commitment, String name) implements PairMessage {}

    /** The answerer's keys and nonce. @param name of its machine */
    record PairAnswer(PairingDigits.Side keys, String name) implements PairMessage {}

    /** The asker's keys and nonce, as committed to. */
    record PairOpen(PairingDigits.Side keys) implements PairMessage {}

    /** What the person at the sender's machine says of the digits. */
    record PairVerdict(boolean same) implements PairMessage {}

    /** The sender has pinned the receiver's key, durably. */
    record PairPinned() implements PairMessage {}
}
