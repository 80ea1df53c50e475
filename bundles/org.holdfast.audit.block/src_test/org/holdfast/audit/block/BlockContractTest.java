// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.block;

import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.testkit.audit.AuditSchemeContract;

class BlockContractTest extends AuditSchemeContract {
    @Override
    protected AuditScheme scheme() {
        return new BlockScheme();
    }

    @Override
    protected int mostOnTheWire() {
        return Integer.MAX_VALUE;
    }
}
