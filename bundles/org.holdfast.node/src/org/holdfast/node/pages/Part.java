// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import org.holdfast.format.segment.Composition.Span;

/** A stretch of a chunk: where it lies already, or where it is gathered. */
sealed interface Part {
    /** Its place, once it has one. @throws IllegalStateException while it is still gathered with others */
    Span span();

    record Old(Span span) implements Part {}

    record New(Gathering gathering, int offset, int length) implements Part {
        @Override
        public Span span() {
            return new Span(
                    gathering.name().orElseThrow(() -> new IllegalStateException("the pages are still gathered")),
                    offset,
                    length);
        }
    }
}
