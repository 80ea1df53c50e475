// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.Set;
import org.holdfast.core.head.NextWitness;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;

/** Leaves the newest head and witness with the partners. */
public interface HeadSender {
    /**
     * Asks the partners that can be reached which witness of this owner they know, and works out what the next one has
     * to name.
     */
    NextWitness next();

    /**
     * Sends to every partner that can be reached; returns when each has answered or cannot be reached.
     *
     * @param sealedHead the head of the newest witness in the book
     * @return those whose signed receipt is here
     */
    Set<OwnerId> send(Bytes sealedHead);
}
