// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatSet;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.plugins.RemovalGuard;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Keeps the last bundle that reads a format in which data are stored (R65), and one whose successor fails the golden
 * vectors; lets go of any other once nothing is borrowed from it.
 */
final class LastReader implements RemovalGuard {
    /** A bundle that was just started may still be registering its services. */
    private static final Duration SUCCESSION = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Providers providers;
    private final Supplier<Map<FormatSet, ByteCount>> inUse;
    private final NodeClock clock;

    /** @param inUse the formats in which data are stored at the moment, and how much */
    LastReader(Providers providers, Supplier<Map<FormatSet, ByteCount>> inUse, NodeClock clock) {
        this.providers = providers;
        this.inUse = inUse;
        this.clock = clock;
    }

    @Override
    public void beforeStop(Bundle bundle) {
        awaitSuccession(bundle);
        providers.requireProvenSuccessor(bundle.getBundleId(), other -> isSuccessor(bundle, other));
        lastOf(leaving(bundle), inUse.get()).ifPresent(needed -> {
            throw kept(bundle, needed);
        });
        providers.retire(bundle.getBundleId());
    }

    /** Only what the successor provides can be held to its golden vectors, so all of it has to be here. */
    private void awaitSuccession(Bundle bundle) {
        long end = clock.nanos() + SUCCESSION.toNanos();
        while (hasSuccessor(bundle)
                && !providers.isSucceeded(bundle.getBundleId(), other -> isSuccessor(bundle, other))
                && clock.nanos() - end < 0) {
            pause();
        }
    }

    /** Who stops: also those that are wired to it, unless its successor is there for them. */
    private static Set<Long> leaving(Bundle bundle) {
        Stream<Bundle> wired = hasSuccessor(bundle)
                ? Stream.empty()
                : bundle
                        .getBundleContext()
                        .getBundle(Constants.SYSTEM_BUNDLE_ID)
                        .adapt(FrameworkWiring.class)
                        .getDependencyClosure(Set.of(bundle))
                        .stream();
        return Stream.concat(Stream.of(bundle), wired).map(Bundle::getBundleId).collect(Collectors.toSet());
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

    /** A format in which data are stored and that nobody reads who stays. */
    private Optional<Use> lastOf(Set<Long> leaving, Map<FormatSet, ByteCount> inUse) {
        List<ProviderEntry> entries = providers.entries();
        return entries.stream()
                .filter(entry -> leaving.contains(entry.bundleId()))
                .filter(entry -> isLast(entry, leaving, entries))
                .map(entry -> use(entry, inUse))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void pause() {
        try {
            clock.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "plugins", "Cancelled while waiting for a provider.", e);
        }
    }

    private static boolean isLast(ProviderEntry entry, Set<Long> leaving, List<ProviderEntry> all) {
        return entry.format().isPresent()
                && all.stream()
                        .filter(other -> other.role().equals(entry.role())
                                && other.format().equals(entry.format())
                                && other.standing().isRelied())
                        .allMatch(other -> leaving.contains(other.bundleId()));
    }

    /** A format, the role in which it is used, and how much is stored in it. */
    private record Use(String bundle, String role, String id, long bytes) {}

    private static Optional<Use> use(ProviderEntry entry, Map<FormatSet, ByteCount> inUse) {
        return Stream.of(entry.role(), entry.role().equals("crypto") ? "crypto.outer" : entry.role())
                .map(role -> new Use(entry.bundle(), role, entry.id(), bytes(entry, PluginDesk.plane(role), inUse)))
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
                (use.bundle().equals(bundle.getSymbolicName()) ? "" : bundle.getSymbolicName() + " must stay: ")
                        + use.bundle() + " is the last that reads " + use.id() + ", in which " + use.bytes()
                        + " bytes are stored. 'holdfast plugin recode " + use.role() + " " + use.id()
                        + "' writes them anew with what is preferred then; remove it after that.");
    }
}
