// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Administrators rely on names and defaults. */
class ConfigTest {
    @Test
    void keysAndDefaultsStayAsTheyAre() {
        assertEquals(Map.of("enabled", true), defaults(DistinctHost.Config.class));
        assertEquals(Map.of("enabled", true, "weight", 1.0), defaults(EnoughSpace.Config.class));
        assertEquals(Map.of("enabled", true, "weight", 1.0), defaults(SystemDiversity.Config.class));
        assertEquals(Map.of("enabled", true, "required", false, "weight", 1.0), defaults(SpreadOverSites.Config.class));
        assertEquals(
                Map.of("enabled", true, "required", false, "weight", 1.0, "ipv4.prefix", 24, "ipv6.prefix", 64),
                defaults(SubnetSeparation.Config.class));
        assertEquals(Map.of("enabled", true, "weight", 1.0, "least.hours", 1), defaults(ScheduleOverlap.Config.class));
        assertEquals(
                Map.of("enabled", true, "weight", 1.0, "least.kbit", 64, "average.kbit", 256, "usual.kbit", 10_000),
                defaults(EnoughBandwidth.Config.class));
        assertEquals(Map.of("enabled", true, "weight", 1.0, "reneged.most", 2), defaults(TrackRecord.Config.class));
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

    @Test
    void criteriaRefuseWhatIsOutOfRangeByName() {
        refused("ipv4.prefix", () -> new SubnetSeparation(Weight.USUAL, false, 7, 64));
        refused("ipv6.prefix", () -> new SubnetSeparation(Weight.USUAL, false, 24, 129));
        refused("least.hours", () -> new ScheduleOverlap(Weight.USUAL, 0));
        refused("least.kbit", () -> new EnoughBandwidth(Weight.USUAL, -1, 0, 1));
        refused("average.kbit", () -> new EnoughBandwidth(Weight.USUAL, 0, -1, 1));
        refused("usual.kbit", () -> new EnoughBandwidth(Weight.USUAL, 0, 0, 0));
        refused("reneged.most", () -> new TrackRecord(Weight.USUAL, -1));
        refused("weight", () -> new Weight(true, 11));
    }

    private static void refused(String key, Executable wrong) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, wrong);
        assertTrue(String.valueOf(e.getMessage()).startsWith(key + " is "), e.getMessage());
    }

    /** As Declarative Services name the properties of a component. */
    private static Map<String, Object> defaults(Class<?> config) {
        return Arrays.stream(config.getDeclaredMethods())
                .collect(Collectors.toMap(method -> method.getName().replace('_', '.'), Method::getDefaultValue));
    }
}
