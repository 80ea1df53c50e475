// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import org.holdfast.model.AgreementId;

/**
 * How much an owner has read of what this node holds for it under one agreement ({@code core.budget}).
 *
 * @param spent bytes that were read and have not come back with time
 * @param basis bytes that were held when this was written
 * @param at until when time has been reckoned, in milliseconds of the node's own measure
 * @param deviceEpoch the owner's latest device that has read, or signed the agreement
 * @param extra bytes that are left of what this device got on top
 */
public record ReadAccountRow(AgreementId agreement, long spent, long basis, long at, int deviceEpoch, long extra) {
    public ReadAccountRow {
        if (spent < 0 || basis < 0 || at < 0 || deviceEpoch < 0 || extra < 0) {
            throw new IllegalArgumentException("nothing in an account is negative");
        }
    }
}
