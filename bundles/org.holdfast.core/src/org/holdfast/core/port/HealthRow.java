// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import org.holdfast.core.health.Health;
import org.holdfast.model.AgreementId;
import org.holdfast.model.OwnerId;

/**
 * How a partner is under an agreement.
 *
 * @param why for people: what brought it there; empty where nothing did
 * @param told whether it has confirmed that it knows of the end of the agreement; false before that
 * @param deviceEpoch number of its device key when the agreement broke, 0 before: a later one comes from the owner's
 *     recovery sheet
 */
public record HealthRow(
        AgreementId agreement, OwnerId partner, Health health, String why, boolean told, int deviceEpoch) {
    /** With another health, for a reason. */
    public HealthRow with(Health next, String because) {
        return new HealthRow(agreement, partner, next, because, told, deviceEpoch);
    }
}
