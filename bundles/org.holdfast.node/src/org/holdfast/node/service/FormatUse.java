// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.model.ByteCount;
import org.holdfast.model.FormatId;
import org.holdfast.model.FormatSet;

/**
 * How much is stored in the format of a provider.
 *
 * @param bundle the provider's
 * @param of the role of its providers
 * @param role in which it is used: of a cipher it may be {@code crypto.outer}
 */
record FormatUse(String bundle, String of, String role, FormatId format, long bytes) {
    /** Empty if nothing is stored in it. */
    static Optional<FormatUse> of(ProviderEntry entry, Map<FormatSet, ByteCount> inUse) {
        return Stream.of(entry.role(), entry.role().equals("crypto") ? "crypto.outer" : entry.role())
                .map(role -> in(role, entry, inUse))
                .filter(use -> use.bytes() > 0)
                .findFirst();
    }

    private static FormatUse in(String role, ProviderEntry entry, Map<FormatSet, ByteCount> inUse) {
        FormatId format = entry.format().orElseThrow();
        long bytes = inUse.entrySet().stream()
                .filter(each -> PluginDesk.plane(role).applyAsInt(each.getKey()) == format.number())
                .mapToLong(each -> each.getValue().value())
                .sum();
        return new FormatUse(entry.bundle(), entry.role(), role, format, bytes);
    }

    String id() {
        return format.name();
    }
}
