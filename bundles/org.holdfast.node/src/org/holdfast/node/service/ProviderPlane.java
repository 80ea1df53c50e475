// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.work.Lease;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * The providers of one plane. Of those that serve a format the highest ranking is lent; one whose bundle is about to
 * stop is lent no more, and its loans are waited for. Thread-safe.
 */
final class ProviderPlane<T> {
    private static final Duration GAP = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final String role;
    private final Function<T, FormatId> format;
    private final NodeClock clock;
    private final Map<ServiceReference<T>, Loans<T>> services = new ConcurrentHashMap<>();
    /** Formats whose provider is on its way out, perhaps before its successor is here. */
    private final Set<Integer> replaced = ConcurrentHashMap.newKeySet();

    ProviderPlane(String role, Function<T, FormatId> format, NodeClock clock) {
        this.role = role;
        this.format = format;
        this.clock = clock;
    }

    void add(T service, ServiceReference<T> reference) {
        services.put(reference, new Loans<>(service));
    }

    void remove(ServiceReference<T> reference) {
        services.remove(reference);
    }

    /** Waits a while for a successor if the format has no provider at the moment. */
    Lease<T> lend(int number) {
        long end = clock.nanos() + GAP.toNanos();
        Optional<Lease<T>> lease = tryLend(number);
        while (lease.isEmpty() && isExpected(number) && clock.nanos() - end < 0) {
            pause();
            lease = tryLend(number);
        }
        return lease.orElseThrow(() -> unknown(number));
    }

    private Optional<Lease<T>> tryLend(int number) {
        return services.entrySet().stream()
                .filter(each -> format.apply(each.getValue().service()).number() == number)
                .sorted(Map.Entry.<ServiceReference<T>, Loans<T>>comparingByKey(Comparator.naturalOrder())
                        .reversed())
                .map(each -> each.getValue().lend())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether a bundle that serves this format is being replaced: then the successor is worth waiting for. */
    private boolean isExpected(int number) {
        return replaced.contains(number) || serves(number);
    }

    boolean serves(int number) {
        return services.values().stream()
                .anyMatch(each -> format.apply(each.service()).number() == number);
    }

    /** The best provider of a format, not lent: for a glance at it. */
    Optional<T> peek(int number) {
        return tryLend(number).map(lease -> {
            try (lease) {
                return lease.get();
            }
        });
    }

    /** The format of this name, of a provider that is present. */
    Optional<FormatId> named(String name) {
        return services.values().stream()
                .map(each -> format.apply(each.service()))
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    /** Whether every provider of this format says that it is historic. */
    boolean isHistoric(FormatId wanted) {
        return entries().stream()
                .filter(each -> each.format().equals(Optional.of(wanted)))
                .allMatch(ProviderEntry::historic);
    }

    /**
     * Lends nothing of these bundles any more and waits for what is out.
     *
     * @param end by the clock's stop-watch
     * @return whether everything was given back in time
     */
    boolean retire(LongPredicate bundles, long end) {
        List<Loans<T>> leaving = services.entrySet().stream()
                .filter(each -> bundles.test(bundle(each.getKey())))
                .map(Map.Entry::getValue)
                .toList();
        leaving.forEach(each -> {
            replaced.add(format.apply(each.service()).number());
            each.close();
        });
        while (leaving.stream().anyMatch(Loans::isOut)) {
            if (clock.nanos() - end > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    /** Takes {@link #retire} back: the bundle stays after all, or its successor is here. */
    void settle() {
        services.values().forEach(Loans::open);
        replaced.clear();
    }

    List<ProviderEntry> entries() {
        return services.entrySet().stream()
                .map(each -> ProviderEntry.of(role, format.apply(each.getValue().service()), each.getKey()))
                .toList();
    }

    /** The formats that these bundles serve. */
    List<Integer> numbers(Predicate<String> bundle) {
        return entries().stream()
                .filter(each -> bundle.test(each.bundle()))
                .map(each -> each.format().orElseThrow().number())
                .toList();
    }

    private static long bundle(ServiceReference<?> reference) {
        return Optional.ofNullable(reference.getBundle())
                .map(Bundle::getBundleId)
                .orElse(-1L);
    }

    private void pause() {
        try {
            clock.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, role, "Cancelled while waiting for a provider.", e);
        }
    }

    private HoldfastException unknown(int number) {
        return new HoldfastException(
                ErrorCode.FORMAT_UNKNOWN,
                role + " format " + number,
                "No provider for " + role + " format " + number + " is present. Install the bundle that provides it;"
                        + " 'holdfast plugin list' shows those present.",
                true,
                null);
    }

    /** One service and how often it is out. */
    private static final class Loans<T> {
        private final T service;
        private int out; // guarded by this
        private boolean closed; // guarded by this

        Loans(T service) {
            this.service = Objects.requireNonNull(service);
        }

        T service() {
            return service;
        }

        synchronized Optional<Lease<T>> lend() {
            if (closed) {
                return Optional.empty();
            }
            out++;
            return Optional.of(new Loan());
        }

        synchronized void close() {
            closed = true;
        }

        synchronized void open() {
            closed = false;
        }

        synchronized boolean isOut() {
            return out > 0;
        }

        private synchronized void back() {
            out--;
        }

        private final class Loan implements Lease<T> {
            private boolean returned; // one thread's

            @Override
            public T get() {
                return service;
            }

            @Override
            public void close() {
                if (!returned) {
                    returned = true;
                    back();
                }
            }
        }
    }
}
