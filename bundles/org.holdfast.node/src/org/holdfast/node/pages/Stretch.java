// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import java.util.List;
import org.holdfast.format.segment.Composition.Span;

/** The part of a page that lies in a chunk. @param spans where its bytes lie already; none if they have to be stored */
record Stretch(int length, List<Span> spans) {
    Stretch {
        spans = List.copyOf(spans);
    }

    int parts() {
        return Math.max(1, spans.size());
    }

    Stretch anew() {
        return new Stretch(length, List.of());
    }
}
