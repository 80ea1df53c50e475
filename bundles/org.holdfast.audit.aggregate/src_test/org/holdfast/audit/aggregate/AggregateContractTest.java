// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.aggregate;

import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.testkit.audit.AuditSchemeContract;

class AggregateContractTest extends AuditSchemeContract {
    @Override
    protected AuditScheme scheme() {
        return new AggregateScheme();
    }

    /** All of them. */
    @Override
    protected int flips() {
        return 8 * 4112;
    }

    @Override
    protected int mostOnTheWire() {
        return 4112;
    }
}
