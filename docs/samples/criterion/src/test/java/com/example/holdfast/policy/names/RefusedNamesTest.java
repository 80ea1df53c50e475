// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.policy.names;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.testkit.policy.PartnerCriterionContract;
import org.junit.jupiter.api.Test;

/** What Holdfast asks of every criterion is in the contract; this says whom this one takes. */
class RefusedNamesTest extends PartnerCriterionContract {
    @Override
    protected PartnerCriterion criterion() {
        return new RefusedNames("(?i)(laptop|notebook).*");
    }

    @Override
    protected List<Candidate> welcome() {
        return List.of(named("desk-12"), named("my laptop"));
    }

    @Override
    protected List<Candidate> unwelcome() {
        return List.of(named("laptop-7"), named("NOTEBOOK"));
    }

    @Test
    void aWrongExpressionIsSaidToBeWrong() {
        assertThrows(IllegalArgumentException.class, () -> new RefusedNames("("));
    }
}
