// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import org.holdfast.model.CodeShape;

/** The setting {@code redundancy}: {@code auto} or a code such as {@code 5+2}. */
public sealed interface Redundancy {
    /** The best code that the partners carry. */
    record Auto() implements Redundancy {}

    /** This code and no other. */
    record Fixed(CodeShape shape) implements Redundancy {}

    /** @throws IllegalArgumentException if {@code text} is neither {@code auto} nor like {@code 5+2}, or spares nothing */
    static Redundancy parse(String text) {
        return text.equals("auto") ? new Auto() : new Fixed(sparing(CodeShape.parse(text)));
    }

    private static CodeShape sparing(CodeShape shape) {
        if (shape.k() < 1) {
            throw new IllegalArgumentException("a code needs a parity shard, so that one may be lost, unlike " + shape);
        }
        return shape;
    }
}
