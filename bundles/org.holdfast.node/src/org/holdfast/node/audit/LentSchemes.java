// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.audit.Schemes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.work.Lease;
import org.holdfast.node.work.Lender;
import org.holdfast.spi.audit.AuditScheme;

/** Audit schemes that are borrowed for one audit and given back when it is over. One thread's. */
public final class LentSchemes implements Schemes, AutoCloseable {
    private final Lender lender;
    private final Map<Integer, Lease<AuditScheme>> lent = new HashMap<>();

    public LentSchemes(Lender lender) {
        this.lender = lender;
    }

    @Override
    public Optional<AuditScheme> find(int number) {
        try {
            return Optional.of(lent.computeIfAbsent(number, lender::audit).get());
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.FORMAT_UNKNOWN || e.code() == ErrorCode.PROVIDER_UNKNOWN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        lent.values().forEach(Lease::close);
        lent.clear();
    }
}
