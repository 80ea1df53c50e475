// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Administrators rely on names and defaults. */
class ConfigTest {
    @Test
    void keysAndDefaultsStayAsTheyAre() {
        assertEquals(Map.of("enabled", true, "required", false), defaults(SpreadOverSites.Config.class));
        assertEquals(
                Map.of(
                        "reciprocity.tolerance.percent",
                        25,
                        "largest.ratio.percent",
                        100,
                        "smallest.agreement.mebibytes",
                        16,
                        "least.common.hours",
                        10),
                defaults(StandardNegotiationPolicy.Config.class));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 100, 16, 10, reciprocity.tolerance.percent",
        "101, 100, 16, 10, reciprocity.tolerance.percent",
        "25, 99, 16, 10, largest.ratio.percent",
        "25, 10001, 16, 10, largest.ratio.percent",
        "25, 100, 0, 10, smallest.agreement.mebibytes",
        "25, 100, -1, 10, smallest.agreement.mebibytes",
        "25, 100, 1048577, 10, smallest.agreement.mebibytes",
        "25, 100, 16, 0, least.common.hours",
        "25, 100, 16, 169, least.common.hours"
    })
    void valuesOutOfRangeAreRefusedByName(int tolerance, int ratio, int smallest, int hours, String key) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new StandardNegotiationPolicy(new Reciprocity(tolerance, ratio, smallest), hours));
        assertEquals(0, String.valueOf(e.getMessage()).indexOf(key + " is "));
    }

    /** As Declarative Services name the properties of a component. */
    private static Map<String, Object> defaults(Class<?> config) {
        return Arrays.stream(config.getDeclaredMethods())
                .collect(Collectors.toMap(method -> method.getName().replace('_', '.'), Method::getDefaultValue));
    }
}
