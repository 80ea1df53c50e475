// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.holdfast.coding.tornado.internal.TornadoCode;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.ErasureCode;
import org.osgi.service.component.annotations.Component;

/**
 * Tornado codes of every shape with at least as many data as parity shards. Not optimal: see
 * {@link ErasureCode#alwaysEnough}. The first use of a shape chooses its graph (some 10 milliseconds at
 * 10+4, a second at 32+32), later uses cost nothing.
 */
@Component(service = CodeFamily.class, property = "id=tornado-v1")
public final class TornadoFamily implements CodeFamily {
    /** One for each shape at most, of which there are about a thousand. */
    private final Map<CodeShape, ErasureCode> codes = new ConcurrentHashMap<>();

    @Override
    public FormatId id() {
        return Formats.TORNADO_V1;
    }

    /** True up to as many parity as data shards: beyond that the graphs of the cascade get too thin. */
    @Override
    public boolean supports(CodeShape shape) {
        return shape.k() <= shape.m();
    }

    @Override
    public ErasureCode code(CodeShape shape) {
        if (!supports(shape)) {
            throw new IllegalArgumentException(id() + " has at most as many parity as data shards, not " + shape);
        }
        return codes.computeIfAbsent(shape, TornadoCode::new);
    }
}
