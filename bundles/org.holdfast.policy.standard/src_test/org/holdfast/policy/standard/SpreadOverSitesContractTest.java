// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.testkit.policy.PartnerCriterionContract;

class SpreadOverSitesContractTest extends PartnerCriterionContract {
    @Override
    protected PartnerCriterion criterion() {
        return new SpreadOverSites(Weight.USUAL, true);
    }
}
