// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatSet;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.RemovalGuard;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Keeps the last bundle that reads a format in which data are stored (R65), and one whose successor fails the golden
 * vectors; lets go of any other once nothing is borrowed from it.
 */
final class LastReader implements RemovalGuard {
    /** A bundle that was just started may still be registering its services. */
    private static final Duration SUCCESSION = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Node node;

    LastReader(Node node) {
        this.node = node;
    }

    @Override
    public void beforeStop(Bundle bundle) {
        node.providers().requireProvenSuccessor(bundle.getBundleId(), other -> isSuccessor(bundle, other));
        Map<FormatSet, ByteCount> inUse = node.stores().ledger().segments().inUse();
        long end = node.clock().nanos() + (hasSuccessor(bundle) ? SUCCESSION.toNanos() : 0);
        Optional<Use> use = lastOf(bundle, inUse);
        while (use.isPresent() && node.clock().nanos() - end < 0) {
            pause();
            use = lastOf(bundle, inUse);
        }
        use.ifPresent(needed -> {
            throw kept(bundle, needed);
        });
        node.providers().retire(bundle.getBundleId());
    }

    /** Whether another version of it runs already. */
    private static boolean hasSuccessor(Bundle bundle) {
        return successors(bundle).findAny().isPresent();
    }

    private static boolean isSuccessor(Bundle bundle, long other) {
        return successors(bundle).anyMatch(each -> each.getBundleId() == other);
    }

    private static Stream<Bundle> successors(Bundle bundle) {
        return Optional.ofNullable(bundle.getBundleContext()).map(BundleContext::getBundles).stream()
                .flatMap(Stream::of)
                .filter(other -> other.getBundleId() != bundle.getBundleId()
                        && Objects.equals(other.getSymbolicName(), bundle.getSymbolicName())
                        && (other.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0);
    }

    /** A format in which data are stored and that nobody else reads. */
    private Optional<Use> lastOf(Bundle bundle, Map<FormatSet, ByteCount> inUse) {
        List<ProviderEntry> entries = node.providers().entries();
        return entries.stream()
                .filter(entry -> entry.bundleId() == bundle.getBundleId())
                .filter(entry -> isLast(entry, entries))
                .map(entry -> use(entry, inUse))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void pause() {
        try {
            node.clock().sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "plugins", "Cancelled while waiting for a provider.", e);
        }
    }

    private static boolean isLast(ProviderEntry entry, List<ProviderEntry> all) {
        return entry.format().isPresent()
                && all.stream()
                        .filter(other -> other.role().equals(entry.role())
                                && other.format().equals(entry.format())
                                && other.standing().isRelied())
                        .allMatch(other -> other.bundleId() == entry.bundleId());
    }

    /** A format, the role in which it is used, and how much is stored in it. */
    private record Use(String role, String id, long bytes) {}

    private static Optional<Use> use(ProviderEntry entry, Map<FormatSet, ByteCount> inUse) {
        return Stream.of(entry.role(), entry.role().equals("crypto") ? "crypto.outer" : entry.role())
                .map(role -> new Use(role, entry.id(), bytes(entry, PluginDesk.plane(role), inUse)))
                .filter(use -> use.bytes() > 0)
                .findFirst();
    }

    private static long bytes(ProviderEntry entry, ToIntFunction<FormatSet> plane, Map<FormatSet, ByteCount> inUse) {
        return inUse.entrySet().stream()
                .filter(each -> plane.applyAsInt(each.getKey())
                        == entry.format().orElseThrow().number())
                .mapToLong(each -> each.getValue().value())
                .sum();
    }

    private static HoldfastException kept(Bundle bundle, Use use) {
        return new HoldfastException(
                ErrorCode.FORMAT_IN_USE,
                bundle.getSymbolicName(),
                bundle.getSymbolicName() + " is the last that reads " + use.id() + ", in which " + use.bytes()
                        + " bytes are stored. 'holdfast plugin recode " + use.role() + " " + use.id()
                        + "' writes them anew with what is preferred then; remove it after that.");
    }
}
