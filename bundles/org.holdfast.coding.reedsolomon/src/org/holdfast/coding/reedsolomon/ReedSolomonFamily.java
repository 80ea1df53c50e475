// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon;

import org.holdfast.coding.reedsolomon.internal.Lru;
import org.holdfast.coding.reedsolomon.internal.ReedSolomonCode;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.ErasureCode;
import org.osgi.service.component.annotations.Component;

/**
 * Reed-Solomon codes of every shape with m + k ≤ 64. Codes are cached: the first use of a shape builds its program
 * (milliseconds at 10+4), later uses cost nothing.
 */
@Component(service = CodeFamily.class, property = "id=rs-cauchy-v1")
public final class ReedSolomonFamily implements CodeFamily {
    private static final int SHAPES_KEPT = 32;

    private final Lru<CodeShape, ErasureCode> codes = new Lru<>(SHAPES_KEPT, ReedSolomonCode::new);

    @Override
    public FormatId id() {
        return Formats.RS_CAUCHY_V1;
    }

    /** Always true: {@link CodeShape} itself ends at 64 shards. */
    @Override
    public boolean supports(CodeShape shape) {
        return true;
    }

    @Override
    public ErasureCode code(CodeShape shape) {
        return codes.get(shape);
    }
}
