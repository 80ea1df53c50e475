// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.vectors.Examination;
import org.holdfast.node.vectors.Standing;
import org.holdfast.node.work.Lease;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * The providers of one plane. Of those that serve a format the highest ranking is lent; one whose bundle is about to
 * stop is lent no more, and its loans are waited for. For writing only those are lent that reproduced their golden
 * vectors; for reading they come first. Thread-safe.
 */
final class ProviderPlane<T> {
    /** A replacement takes less, and so does taking one back. */
    static final Duration GAP = Duration.ofSeconds(10);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final String role;
    private final Function<T, FormatId> format;
    private final Examine<T> examine;
    private final NodeClock clock;
    private final Map<ServiceReference<T>, Loans<T>> services = new ConcurrentHashMap<>();
    /** Formats whose provider is on its way out, perhaps before its successor is here. */
    private final Set<Integer> replaced = ConcurrentHashMap.newKeySet();

    /** Begins the check of a provider of a format. */
    @FunctionalInterface
    interface Examine<T> {
        Examination examine(FormatId format, T service, ServiceReference<T> reference);
    }

    ProviderPlane(String role, Function<T, FormatId> format, Examine<T> examine, NodeClock clock) {
        this.role = role;
        this.format = format;
        this.examine = examine;
        this.clock = clock;
    }

    void add(T service, ServiceReference<T> reference) {
        FormatId id = format.apply(service);
        services.put(reference, new Loans<>(service, id, examine.examine(id, service, reference)));
    }

    void remove(ServiceReference<T> reference) {
        Optional.ofNullable(services.remove(reference))
                .ifPresent(gone -> gone.examination().cancel());
    }

    /** For reading. Waits a while for a successor if the format has no provider at the moment. */
    Lease<T> lend(int number) {
        return lend(number, Standing::reads).orElseThrow(() -> unknown(number));
    }

    /** For writing: waits for the check of golden vectors, too. */
    Lease<T> lendForWriting(int number) {
        return lend(number, Standing::writes).orElseThrow(() -> unusable(number));
    }

    private Optional<Lease<T>> lend(int number, Predicate<Standing> use) {
        long end = clock.nanos() + GAP.toNanos();
        Optional<Lease<T>> lease = tryLend(number, use);
        while (lease.isEmpty() && (isExamined(number) || isExpected(number) && clock.nanos() - end < 0)) {
            pause();
            lease = tryLend(number, use);
        }
        return lease;
    }

    private Optional<Lease<T>> tryLend(int number, Predicate<Standing> use) {
        return of(number)
                .filter(each -> use.test(each.getValue().standing()))
                .sorted(preference())
                .map(each -> each.getValue().lend())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Stream<Map.Entry<ServiceReference<T>, Loans<T>>> of(int number) {
        return services.entrySet().stream()
                .filter(each -> each.getValue().format().number() == number);
    }

    /** Proven ones first; of those alike the one that is ranked highest. */
    private Comparator<Map.Entry<ServiceReference<T>, Loans<T>>> preference() {
        Comparator<Map.Entry<ServiceReference<T>, Loans<T>>> ranking =
                Map.Entry.<ServiceReference<T>, Loans<T>>comparingByKey(Comparator.naturalOrder())
                        .reversed();
        return Comparator.<Map.Entry<ServiceReference<T>, Loans<T>>>comparingInt(
                        each -> each.getValue().standing().reluctance())
                .thenComparing(ranking);
    }

    /** Whether a check goes on that may end well; it ends within its limit, or counts as failed. */
    private boolean isExamined(int number) {
        return of(number).anyMatch(each -> each.getValue().standing() instanceof Standing.Examined);
    }

    /**
     * The format of this name in which new data may be written. Waits for checks of golden vectors that go on.
     *
     * @param patience how long to wait for a provider that is being replaced, or taken back
     * @return empty if no provider of this name is present
     * @throws HoldfastException VECTORS_MISSING, VECTORS_DIFFER, TIMED_OUT if new data are not written in it; BUSY if its
     *     check could not be made
     */
    Optional<FormatId> writable(String name, Duration patience) {
        long end = clock.nanos() + patience.toNanos();
        Optional<FormatId> found = named(name);
        while (!found.map(this::isProven).orElse(false)
                && (found.map(format -> isExamined(format.number())).orElse(false) || clock.nanos() - end < 0)) {
            pause();
            found = named(name);
        }
        if (found.isPresent() && !isProven(found.get())) {
            throw unusable(found.get().number());
        }
        return found;
    }

    private boolean isProven(FormatId wanted) {
        return of(wanted.number()).anyMatch(each -> each.getValue().standing().writes());
    }

    /** Checks those of this name again that were not proven: what was in the way may be gone. */
    void examineAgain(String name) {
        services.forEach((reference, loans) -> {
            if (loans.format().name().equals(name) && !(loans.standing() instanceof Standing.Proven)) {
                loans.examined(begin(loans, reference));
            }
        });
    }

    /** Checks those again whose check could not be made the last time, some while later. They still read meanwhile. */
    void examineUndecided() {
        services.forEach((reference, loans) -> {
            if (loans.examination().isToBeRepeated()) {
                loans.examinedBeside(begin(loans, reference));
            }
        });
    }

    private Examination begin(Loans<T> loans, ServiceReference<T> reference) {
        return examine.examine(loans.format(), loans.service(), reference);
    }

    /** Whether each format that a bundle provides is provided by one of these, too. */
    boolean isSucceeded(long bundle, LongPredicate successors) {
        List<FormatId> next = from(successors).stream().map(Loans::format).toList();
        return from(id -> id == bundle).stream().map(Loans::format).allMatch(next::contains);
    }

    /**
     * Holds the successor of a bundle to the formats that new data can be written in by means of the bundle: waits for the
     * check of each.
     *
     * @throws HoldfastException VECTORS_MISSING, VECTORS_DIFFER, TIMED_OUT if it falls short of what was there; BUSY if
     *     its check could not be made
     */
    void requireProvenSuccessor(long bundle, LongPredicate successors) {
        for (Loans<T> old : from(id -> id == bundle)) {
            List<Loans<T>> next = from(successors).stream()
                    .filter(each -> each.format().equals(old.format()))
                    .toList();
            await(next);
            if (old.standing().writes()
                    && !next.isEmpty()
                    && next.stream().noneMatch(each -> each.standing().writes())) {
                throw unusable(old.format(), next.getFirst().standing());
            }
        }
    }

    /** Writes nothing new with what comes from these bundles, whatever its vectors say. @param why by id of the bundle */
    void withdraw(Map<Long, Standing.Refused> why) {
        services.forEach((reference, loans) -> loans.withdrawn(Optional.ofNullable(why.get(bundle(reference)))));
    }

    /** Where the services come from. */
    Set<ServiceReference<T>> references() {
        return Set.copyOf(services.keySet());
    }

    /** Waits until everything of a bundle was checked, or took too long. */
    void awaitExamined(long bundle) {
        await(from(id -> id == bundle));
    }

    private void await(List<Loans<T>> examined) {
        while (examined.stream().anyMatch(each -> each.standing() instanceof Standing.Examined)) {
            pause();
        }
    }

    private List<Loans<T>> from(LongPredicate bundles) {
        return services.entrySet().stream()
                .filter(each -> bundles.test(bundle(each.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Whether a bundle that serves this format is being replaced, or one that fails is perhaps taken back: then the
     * successor is worth waiting for.
     */
    private boolean isExpected(int number) {
        return replaced.contains(number) || serves(number);
    }

    boolean serves(int number) {
        return of(number).findAny().isPresent();
    }

    /** The best provider of a format, not lent: for a glance at it. */
    Optional<T> peek(int number) {
        return tryLend(number, Standing::reads).map(lease -> {
            try (lease) {
                return lease.get();
            }
        });
    }

    /** The format of this name, of a provider that is present; if there are several, of one that is proven. */
    Optional<FormatId> named(String name) {
        return services.entrySet().stream()
                .filter(each -> each.getValue().format().name().equals(name))
                .min(preference())
                .map(each -> each.getValue().format());
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
        List<Loans<T>> leaving = from(bundles);
        leaving.forEach(each -> {
            replaced.add(each.format().number());
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
                .map(each -> ProviderEntry.of(
                        role,
                        each.getValue().format(),
                        each.getKey(),
                        each.getValue().standing()))
                .toList();
    }

    /** The formats that these bundles serve. */
    List<Integer> numbers(Predicate<String> bundle) {
        return entries().stream()
                .filter(each -> bundle.test(each.bundle()))
                .map(each -> each.format().orElseThrow().number())
                .toList();
    }

    static long bundle(ServiceReference<?> reference) {
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

    private HoldfastException unusable(int number) {
        return of(number)
                .min(preference())
                .map(each -> unusable(each.getValue().format(), each.getValue().standing()))
                .orElseGet(() -> unknown(number));
    }

    private HoldfastException unusable(FormatId format, Standing standing) {
        return switch (standing) {
            case Standing.Refused(ErrorCode code, String why) ->
                new HoldfastException(
                        code,
                        format.name(),
                        "New data are not written with " + format + " as " + role + ": " + why
                                + ". 'holdfast plugin list' shows which providers can be used; tell the author of this one.");
            case Standing.Undecided(String why) -> notKnown(format, why);
            case Standing.Proven proven -> notKnown(format, "its check has only just ended");
            case Standing.Examined examined -> notKnown(format, "it is being checked");
        };
    }

    private HoldfastException notKnown(FormatId format, String why) {
        return new HoldfastException(
                ErrorCode.BUSY,
                format.name(),
                "Whether new data may be written with " + format + " as " + role + " is not known: " + why
                        + ". What is here is checked again every minute; 'plugin prefer' and 'plugin install' check at once.",
                true,
                null);
    }
}
