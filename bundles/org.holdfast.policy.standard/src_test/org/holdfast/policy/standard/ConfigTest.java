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
                Map.of("reciprocity.tolerance.percent", 25, "smallest.agreement.mebibytes", 16),
                defaults(StandardNegotiationPolicy.Config.class));
    }

    @ParameterizedTest
    @CsvSource({"-1, 16", "101, 16", "25, 0", "25, -1", "25, 1048577"})
    void valuesOutOfRangeAreRefusedByName(int tolerance, int smallest) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new StandardNegotiationPolicy(tolerance, smallest));
        String key = smallest == 16 ? "reciprocity.tolerance.percent" : "smallest.agreement.mebibytes";
        assertEquals(0, String.valueOf(e.getMessage()).indexOf(key + " is "));
    }

    /** As Declarative Services name the properties of a component. */
    private static Map<String, Object> defaults(Class<?> config) {
        return Arrays.stream(config.getDeclaredMethods())
                .collect(Collectors.toMap(method -> method.getName().replace('_', '.'), Method::getDefaultValue));
    }
}
