// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeLabelsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rack=r7 | rack=r7",
                "rack=r7, department=sales | department=sales,rack=r7",
                " rack = row 3 / r7 | rack=row 3 / r7",
                "a=x=y | a=x=y",
            })
    void pairsAreReadAndWrittenInTheOrderOfKeys(String text, String written) {
        NodeLabels labels = NodeLabels.parse(text);
        assertEquals(written, labels.toString());
        assertEquals(labels, NodeLabels.parse(written));
    }

    @Test
    void nothingIsNoLabel() {
        assertEquals(NodeLabels.NONE, NodeLabels.parse(" "));
        assertEquals("", NodeLabels.NONE.toString());
        assertEquals(Optional.empty(), NodeLabels.NONE.value("rack"));
        assertEquals(Optional.of("r7"), NodeLabels.parse("rack=r7").value("rack"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rack",
                "rack=",
                "=r7",
                "Rack=r7",
                "7=r",
                "rack=r7,",
                ",",
                "rack=r7,rack=r8",
                "rack=\u00e4",
                "rack=a\tb",
                "a-key-of-17-chars=x",
                "rack=a value that has 33 characters...."
            })
    void whatIsNoLabelIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> NodeLabels.parse(text));
    }

    @Test
    void eightAreTheMost() {
        String eight = IntStream.range(0, 8).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
        assertEquals(8, NodeLabels.parse(eight).values().size());
        assertThrows(IllegalArgumentException.class, () -> NodeLabels.parse(eight + ",k8=v"));
    }

    @Test
    void aLaterChangeOfTheMapChangesNothing() {
        TreeMap<String, String> map = new TreeMap<>();
        NodeLabels labels = new NodeLabels(map);
        map.put("rack", "r7");
        assertEquals(NodeLabels.NONE, labels);
        assertThrows(UnsupportedOperationException.class, () -> labels.values().put("rack", "r7"));
    }
}
