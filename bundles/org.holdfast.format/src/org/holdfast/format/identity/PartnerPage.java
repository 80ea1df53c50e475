// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.OwnerId;

/**
 * All of a recovery sheet that is no secret: whose it is, and where partners were. May be printed again at any time.
 *
 * @param confederation empty if the machine was in none yet
 * @param partners at most {@link #MAX_PARTNERS}; a partner with two addresses stands there twice
 */
public record PartnerPage(
        OwnerId owner,
        String ownerName,
        Optional<ConfederationRef> confederation,
        List<SheetPartner> partners,
        Instant time) {
    /** As many as fit on one page. */
    public static final int MAX_PARTNERS = 24;

    public PartnerPage {
        Labels.name(ownerName);
        partners = List.copyOf(partners);
        time = time.truncatedTo(ChronoUnit.MILLIS);
        if (partners.size() > MAX_PARTNERS) {
            throw new IllegalArgumentException("a sheet names at most " + MAX_PARTNERS + " partners");
        }
    }
}
