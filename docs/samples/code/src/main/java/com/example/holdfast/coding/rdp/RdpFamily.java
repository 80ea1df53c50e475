// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.coding.rdp;

import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatId;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.ErasureCode;
import org.osgi.service.component.annotations.Component;

/** Row-diagonal parity: two parity shards, made and mended with nothing but XOR. Any m of the m + 2 are enough. */
@Component(service = CodeFamily.class, property = "id=rdp-v1")
public final class RdpFamily implements CodeFamily {
    /** Written into every block, for ever: a number of one's own from 0x8000 on, and a name with a version. */
    static final FormatId ID = new FormatId(0xA1D2, "rdp-v1");

    @Override
    public FormatId id() {
        return ID;
    }

    @Override
    public boolean supports(CodeShape shape) {
        return shape.k() == 2;
    }

    @Override
    public ErasureCode code(CodeShape shape) {
        if (!supports(shape)) {
            throw new IllegalArgumentException(ID + " has two parity shards, not " + shape);
        }
        return new RdpCode(shape);
    }
}
