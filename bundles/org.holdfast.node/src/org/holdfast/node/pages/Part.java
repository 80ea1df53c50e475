// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import org.holdfast.format.segment.Composition.Span;

/** A stretch of a chunk: where it lies already, or where it is gathered. */
sealed interface Part {
    int length();

    /** Its place, once it has one. @throws IllegalStateException while it is still gathered with others */
    Span span();

    record Old(Span span) implements Part {
        @Override
        public int length() {
            return span.length();
        }
    }

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
