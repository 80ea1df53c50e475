// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.xor;

import org.holdfast.coding.xor.internal.ParityCode;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.ErasureCode;
import org.osgi.service.component.annotations.Component;

/** One parity shard, the XOR of all data shards (RAID 4, Patterson, Gibson and Katz 1988). Any m of the m + 1 are enough. */
@Component(service = CodeFamily.class, property = "id=parity-v1")
public final class ParityFamily implements CodeFamily {
    @Override
    public FormatId id() {
        return Formats.PARITY_V1;
    }

    /** True for one parity shard and any number of data shards. */
    @Override
    public boolean supports(CodeShape shape) {
        return shape.k() == 1;
    }

    @Override
    public ErasureCode code(CodeShape shape) {
        if (!supports(shape)) {
            throw new IllegalArgumentException(id() + " has one parity shard, not " + shape);
        }
        return new ParityCode(shape);
    }
}
