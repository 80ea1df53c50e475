// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.rsa;

import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.testkit.audit.AuditSchemeContract;
import org.junit.jupiter.api.Tag;

@Tag("R48")
class RsaContractTest extends AuditSchemeContract {
    /** One for all tests, as it remembers its keys. */
    private static final AuditScheme SCHEME = new RsaScheme();

    @Override
    protected AuditScheme scheme() {
        return SCHEME;
    }

    @Override
    protected byte[] sharedKey() {
        return Keys.quick(1);
    }

    @Override
    protected byte[] foreignKey() {
        return Keys.quick(2);
    }

    /** A proof takes a tenth of a second and more, however many pieces it is about. */
    @Override
    protected int rounds() {
        return 2;
    }

    @Override
    protected int several() {
        return 9;
    }

    @Override
    protected int flips() {
        return 100;
    }

    @Override
    protected int mostOnTheWire() {
        return 384;
    }
}
