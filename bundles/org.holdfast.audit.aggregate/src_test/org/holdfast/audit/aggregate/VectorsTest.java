// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.holdfast.model.Formats;
import org.holdfast.testkit.GoldenVectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was written under this id once stays what it is. */
@Tag("R47")
@Tag("R63")
class VectorsTest {
    @Test
    void tagsAndProofsAreAsPublished() throws IOException {
        assertEquals(Formats.AUDIT_AGGREGATE_V1, new AggregateScheme().id());
        GoldenVectors.assertReproducedBy(new AggregateScheme());
    }
}
