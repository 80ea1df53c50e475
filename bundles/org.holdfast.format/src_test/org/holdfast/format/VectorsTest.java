// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.holdfast.format.support.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing in a format is left to chance once the random bytes are given: today's code writes what it always wrote. */
class VectorsTest {
    static Stream<WriteVectors.Source> sources() {
        return WriteVectors.sources().stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void sameInputsGiveTheSameBytes(WriteVectors.Source source) throws IOException {
        List<Map<String, String>> golden = Golden.read(source.name());
        List<Map<String, String>> made = source.make().get();
        assertFalse(golden.isEmpty());
        assertEquals(golden.size(), made.size());
        for (int i = 0; i < golden.size(); i++) {
            assertEquals(golden.get(i), made.get(i));
        }
    }
}
