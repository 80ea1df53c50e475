// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatSet;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.vectors.Standing;
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

    private final BundleContext context;
    private final Providers providers;
    private final Supplier<Map<FormatSet, ByteCount>> inUse;
    private final NodeClock clock;

    /**
     * @param context sees all bundles
     * @param inUse the formats in which data are stored at the moment, and how much
     */
    LastReader(BundleContext context, Providers providers, Supplier<Map<FormatSet, ByteCount>> inUse, NodeClock clock) {
        this.context = context;
        this.providers = providers;
        this.inUse = inUse;
        this.clock = clock;
    }

    @Override
    public void beforeStop(Bundle bundle) {
        awaitSuccession(bundle);
        providers.requireProvenSuccessor(bundle.getBundleId(), other -> isSuccessor(bundle, other));
        Set<Long> stopping = stopping(bundle);
        requireReaders(bundle, hasSuccessor(bundle) ? Set.of(bundle.getBundleId()) : stopping);
        providers.retire(stopping::contains);
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

    /** Also those that are wired to it: they stop with it, for good or for the moment of an update. */
    private Set<Long> stopping(Bundle bundle) {
        return context
                .getBundle(Constants.SYSTEM_BUNDLE_ID)
                .adapt(FrameworkWiring.class)
                .getDependencyClosure(Set.of(bundle))
                .stream()
                .map(Bundle::getBundleId)
                .collect(Collectors.toSet());
    }

    /** Whether another version of it runs already. */
    private boolean hasSuccessor(Bundle bundle) {
        return successors(bundle).findAny().isPresent();
    }

    private boolean isSuccessor(Bundle bundle, long other) {
        return successors(bundle).anyMatch(each -> each.getBundleId() == other);
    }

    private Stream<Bundle> successors(Bundle bundle) {
        return Arrays.stream(context.getBundles())
                .filter(other -> other.getBundleId() != bundle.getBundleId()
                        && Objects.equals(other.getSymbolicName(), bundle.getSymbolicName())
                        && (other.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0);
    }

    /** Others that may read it, too, are waited for while they are checked. */
    private void requireReaders(Bundle bundle, Set<Long> leaving) {
        Map<FormatSet, ByteCount> stored = inUse.get();
        Optional<FormatUse> needed = lastOf(leaving, stored);
        while (needed.isPresent()) {
            boolean examined = others(needed.get(), leaving).anyMatch(LastReader::isExamined);
            if (examined) {
                pause();
            }
            Optional<FormatUse> now = lastOf(leaving, stored); // after the look: a check that has just ended counts
            if (!examined && now.equals(needed)) {
                break;
            }
            needed = now;
        }
        needed.ifPresent(last -> {
            throw others(last, leaving)
                    .flatMap(other -> undecided(other).stream())
                    .findFirst()
                    .map(why -> notKnown(bundle, last, why))
                    .orElseGet(() -> kept(bundle, last));
        });
    }

    private Stream<ProviderEntry> others(FormatUse use, Set<Long> leaving) {
        return providers.entries().stream()
                .filter(other -> other.format().equals(Optional.of(use.format()))
                        && other.role().equals(use.of())
                        && !leaving.contains(other.bundleId()));
    }

    private static boolean isExamined(ProviderEntry entry) {
        return entry.standing() instanceof Standing.Examined;
    }

    private static Optional<String> undecided(ProviderEntry entry) {
        return entry.standing() instanceof Standing.Undecided(String why) ? Optional.of(why) : Optional.empty();
    }

    /** A format in which data are stored and that nobody reads who stays. */
    private Optional<FormatUse> lastOf(Set<Long> leaving, Map<FormatSet, ByteCount> inUse) {
        List<ProviderEntry> entries = providers.entries();
        return entries.stream()
                .filter(entry -> leaving.contains(entry.bundleId()))
                .filter(entry -> isLast(entry, leaving, entries))
                .map(entry -> FormatUse.of(entry, inUse))
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

    private static HoldfastException kept(Bundle bundle, FormatUse use) {
        return new HoldfastException(
                ErrorCode.FORMAT_IN_USE,
                bundle.getSymbolicName(),
                (use.bundle().equals(bundle.getSymbolicName()) ? "" : bundle.getSymbolicName() + " must stay: ")
                        + use.bundle() + " is the last that reads " + use.id() + ", in which " + use.bytes()
                        + " bytes are stored. 'holdfast plugin recode " + use.role() + " " + use.id()
                        + "' writes them anew with what is preferred then; remove it after that.");
    }

    private static HoldfastException notKnown(Bundle bundle, FormatUse use, String why) {
        return new HoldfastException(
                ErrorCode.BUSY,
                bundle.getSymbolicName(),
                "Whether " + use.id() + ", in which " + use.bytes() + " bytes are stored, could be read without "
                        + bundle.getSymbolicName() + " is not known: " + why + ". Mend that and try again in a minute.",
                true,
                null);
    }
}
