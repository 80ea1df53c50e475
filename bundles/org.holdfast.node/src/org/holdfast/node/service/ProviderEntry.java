// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.Optional;
import org.holdfast.model.FormatId;
import org.osgi.framework.ServiceReference;

/**
 * A provider that is present.
 *
 * @param format for the planes that have formats
 * @param historic of an algorithm that is broken or outdated: refused unless the policy allows it
 * @param ranking the higher one serves a format
 */
record ProviderEntry(
        String role,
        String id,
        Optional<FormatId> format,
        String bundle,
        long bundleId,
        String version,
        boolean historic,
        int ranking) {
    static ProviderEntry of(String role, FormatId format, ServiceReference<?> reference) {
        return of(role, format.name(), Optional.of(format), reference);
    }

    static ProviderEntry of(String role, String id, ServiceReference<?> reference) {
        return of(role, id, Optional.empty(), reference);
    }

    private static ProviderEntry of(String role, String id, Optional<FormatId> format, ServiceReference<?> reference) {
        var bundle = reference.getBundle();
        return new ProviderEntry(
                role,
                id,
                format,
                bundle == null ? "(gone)" : bundle.getSymbolicName(),
                bundle == null ? -1 : bundle.getBundleId(),
                bundle == null ? "" : bundle.getVersion().toString(),
                Boolean.TRUE.equals(reference.getProperty("historic")),
                reference.getProperty("service.ranking") instanceof Integer ranking ? ranking : 0);
    }
}
