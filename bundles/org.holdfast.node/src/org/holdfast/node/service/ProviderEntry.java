// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.node.vectors.Standing;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * A provider that is present.
 *
 * @param format for the planes that have formats
 * @param historic of an algorithm that is broken or outdated: refused unless the policy allows it
 * @param ranking the higher one serves a format
 * @param standing whether new data may be written with it
 */
record ProviderEntry(
        String role,
        String id,
        Optional<FormatId> format,
        String bundle,
        long bundleId,
        String version,
        boolean historic,
        int ranking,
        Standing standing) {
    static ProviderEntry of(String role, FormatId format, ServiceReference<?> reference, Standing standing) {
        return of(role, format.name(), Optional.of(format), reference, standing);
    }

    static ProviderEntry of(String role, String id, ServiceReference<?> reference, Standing standing) {
        return of(role, id, Optional.empty(), reference, standing);
    }

    private static ProviderEntry of(
            String role, String id, Optional<FormatId> format, ServiceReference<?> reference, Standing standing) {
        var bundle = reference.getBundle();
        return new ProviderEntry(
                role,
                id,
                format,
                bundle == null ? "(gone)" : bundle.getSymbolicName(),
                bundle == null ? -1 : bundle.getBundleId(),
                bundle == null ? "" : bundle.getVersion().toString(),
                Boolean.TRUE.equals(reference.getProperty("historic")),
                reference.getProperty("service.ranking") instanceof Integer ranking ? ranking : 0,
                standing);
    }

    boolean isOf(String name, Version plugin) {
        return bundle.equals(name) && version.equals(plugin.toString());
    }

    /** Why nothing new is written with it, if so. */
    Optional<String> problem() {
        return switch (standing) {
            case Standing.Refused(ErrorCode code, String why) -> Optional.of(problem(why + " (" + code + ")"));
            case Standing.Undecided(String why) -> Optional.of(problem(why + "; that is tried again every minute"));
            case Standing.Proven proven -> Optional.empty();
            case Standing.Examined examined -> Optional.empty();
        };
    }

    private String problem(String why) {
        return bundle + " " + version + " is not used as " + role + " " + id + " for anything new: " + why;
    }
}
