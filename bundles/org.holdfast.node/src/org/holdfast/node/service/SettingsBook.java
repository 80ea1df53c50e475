// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.node.control.SettingReport;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** What configurations may say: of the node by its table, of bundles by their metatypes, also those of plug-ins. */
final class SettingsBook {
    private static final Map<Integer, String> TYPES = Map.of(
            AttributeDefinition.BOOLEAN, "Boolean",
            AttributeDefinition.INTEGER, "Integer",
            AttributeDefinition.LONG, "Long",
            AttributeDefinition.DOUBLE, "Double",
            AttributeDefinition.STRING, "String");

    private SettingsBook() {}

    /** Of the node alone. */
    static List<SettingReport> own() {
        return Arrays.stream(Setting.values())
                .map(each -> new SettingReport(
                        NodeSettings.PID, each.key(), "String", each.safeDefault(), each.range(), each.meaning()))
                .toList();
    }

    /** The node's own first, then those of bundles by PID; only the former where nobody reads metatypes. */
    static List<SettingReport> all(BundleContext context, @Nullable MetaTypeService metatypes) {
        if (metatypes == null) {
            return own();
        }
        List<SettingReport> all = new ArrayList<>(own());
        Stream.of(context.getBundles())
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE && !isMachinery(bundle))
                .flatMap(bundle -> of(metatypes.getMetaTypeInformation(bundle)))
                .filter(each -> !each.pid().equals(NodeSettings.PID))
                .sorted(Comparator.comparing(SettingReport::pid))
                .forEach(all::add);
        return List.copyOf(all);
    }

    /** The framework's own services: what they may be told is nobody's business but the product's. */
    private static boolean isMachinery(Bundle bundle) {
        return bundle.getSymbolicName().startsWith("org.apache.felix.");
    }

    private static Stream<SettingReport> of(MetaTypeInformation bundle) {
        return Stream.of(bundle.getPids()).flatMap(pid -> {
            ObjectClassDefinition definition = bundle.getObjectClassDefinition(pid, null);
            return Stream.of(definition.getAttributeDefinitions(ObjectClassDefinition.ALL))
                    .map(each -> report(pid, each));
        });
    }

    private static SettingReport report(String pid, AttributeDefinition attribute) {
        return new SettingReport(
                pid,
                attribute.getID(),
                TYPES.getOrDefault(attribute.getType(), "String"),
                Optional.ofNullable(attribute.getDefaultValue())
                        .map(each -> String.join(", ", each))
                        .orElse(""),
                range(attribute),
                Optional.ofNullable(attribute.getDescription()).orElse(""));
    }

    /** The values to choose from. Borders of numbers stand in the description: metatype tells them to nobody. */
    private static String range(AttributeDefinition attribute) {
        return Optional.ofNullable(attribute.getOptionValues())
                .map(each -> String.join(", ", each))
                .orElse("");
    }
}
