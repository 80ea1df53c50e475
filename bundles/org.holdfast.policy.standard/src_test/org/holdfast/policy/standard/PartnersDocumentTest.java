// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.spi.policy.PartnerCriterion;
import org.junit.jupiter.api.Test;

/** docs/partners.md names every criterion, and every key with its default. */
class PartnersDocumentTest {
    private static final Path DOCUMENT = Path.of("../../docs/partners.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\| [^|]*\\| [^|]*\\|$", Pattern.MULTILINE);
    private static final Pattern FILE = Pattern.compile("^\\| `([A-Z]\\w+)` \\| ([^|]*) \\|$", Pattern.MULTILINE);
    private static final Pattern KEY = Pattern.compile("`([a-z0-9.]+)` ([a-z0-9.]+)");

    private static final List<Class<?>> CONFIGURATIONS = List.of(
            DistinctHost.Config.class,
            EnoughSpace.Config.class,
            SpreadOverSites.Config.class,
            SubnetSeparation.Config.class,
            SystemDiversity.Config.class,
            ScheduleOverlap.Config.class,
            EnoughBandwidth.Config.class,
            TrackRecord.Config.class);

    private static List<PartnerCriterion> criteria() {
        return List.of(
                new DistinctHost(Weight.USUAL),
                new EnoughSpace(Weight.USUAL),
                new SpreadOverSites(Weight.USUAL, false),
                new SubnetSeparation(Weight.USUAL, false, 24, 64),
                new SystemDiversity(Weight.USUAL),
                new ScheduleOverlap(Weight.USUAL, 1),
                new EnoughBandwidth(Weight.USUAL, 64, 256, 10_000),
                new TrackRecord(Weight.USUAL, 2));
    }

    @Test
    void theTableOfCriteriaIsComplete() throws IOException {
        Set<String> named = ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> present =
                criteria().stream().map(PartnerCriterion::id).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(present, named);
    }

    @Test
    void keysAndDefaultsAreTheRealOnes() throws IOException {
        Map<String, Map<String, String>> written = new TreeMap<>();
        FILE.matcher(Files.readString(DOCUMENT))
                .results()
                .forEach(row -> written.put(row.group(1), keys(row.group(2))));
        Map<String, Map<String, String>> real = new TreeMap<>();
        CONFIGURATIONS.forEach(each -> real.put(each.getDeclaringClass().getSimpleName(), defaults(each)));
        assertEquals(real, written);
    }

    private static Map<String, String> keys(String cell) {
        Map<String, String> keys = new TreeMap<>();
        KEY.matcher(cell).results().forEach(key -> keys.put(key.group(1), key.group(2)));
        return keys;
    }

    private static Map<String, String> defaults(Class<?> config) {
        Stream<Method> methods = Arrays.stream(config.getDeclaredMethods());
        return methods.collect(Collectors.toMap(
                method -> method.getName().replace('_', '.'),
                method -> String.valueOf(method.getDefaultValue()).replaceAll("\\.0$", ""),
                (one, other) -> one,
                TreeMap::new));
    }
}
