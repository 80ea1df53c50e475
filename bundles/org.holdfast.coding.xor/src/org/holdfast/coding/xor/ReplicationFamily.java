// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.xor;

import org.holdfast.coding.xor.internal.ReplicationCode;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.ErasureCode;
import org.osgi.service.component.annotations.Component;

/** Copies: one data shard and k more that are equal to it. Any one of the n is enough. */
@Component(service = CodeFamily.class, property = "id=replication-v1")
public final class ReplicationFamily implements CodeFamily {
    @Override
    public FormatId id() {
        return Formats.REPLICATION_V1;
    }

    /** True for one data shard and any number of copies. */
    @Override
    public boolean supports(CodeShape shape) {
        return shape.m() == 1;
    }

    @Override
    public ErasureCode code(CodeShape shape) {
        if (!supports(shape)) {
            throw new IllegalArgumentException(id() + " has one data shard, not " + shape);
        }
        return new ReplicationCode(shape);
    }
}
