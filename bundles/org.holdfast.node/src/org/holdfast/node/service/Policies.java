// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.holdfast.model.ErrorCode;
import org.holdfast.node.fence.Fence;
import org.holdfast.node.fence.FencedCriterion;
import org.holdfast.node.fence.FencedNegotiation;
import org.holdfast.node.fence.FencedRedundancy;
import org.holdfast.node.vectors.Standing;
import org.holdfast.spi.policy.NegotiationPolicy;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.RedundancyPolicy;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** The policies that are present, those of plug-ins behind a {@link Fence} each. Thread-safe. */
final class Policies {
    private final Predicate<ServiceReference<?>> ofTheProduct;
    private final Duration quick;
    private final Map<ServiceReference<?>, Present<PartnerCriterion>> criteria = new ConcurrentHashMap<>();
    private final Map<ServiceReference<?>, Present<NegotiationPolicy>> negotiation = new ConcurrentHashMap<>();
    private final Map<ServiceReference<?>, Present<RedundancyPolicy>> redundancy = new ConcurrentHashMap<>();

    /** @param fence empty for the product's own */
    private record Present<T>(T service, String id, Optional<Fence> fence) {
        boolean isOpen() {
            return fence.flatMap(Fence::shut).isEmpty();
        }
    }

    /** @param ofTheProduct whose services need no fence */
    Policies(Predicate<ServiceReference<?>> ofTheProduct) {
        this(ofTheProduct, Fence.QUICK);
    }

    Policies(Predicate<ServiceReference<?>> ofTheProduct, Duration quick) {
        this.ofTheProduct = ofTheProduct;
        this.quick = quick;
    }

    void addCriterion(PartnerCriterion criterion, ServiceReference<?> reference) {
        Present<PartnerCriterion> present = present(
                criterion,
                reference,
                "criterion",
                quick,
                (each, fence) -> new FencedCriterion(each, "criterion of " + bundle(reference), fence));
        criteria.put(
                reference, new Present<>(present.service(), present.service().id(), present.fence()));
    }

    void addNegotiation(NegotiationPolicy policy, ServiceReference<?> reference) {
        negotiation.put(reference, present(policy, reference, "negotiation", quick, FencedNegotiation::new));
    }

    void addRedundancy(RedundancyPolicy policy, ServiceReference<?> reference) {
        redundancy.put(
                reference, present(policy, reference, "redundancy", FencedRedundancy.LIMIT, FencedRedundancy::new));
    }

    void remove(ServiceReference<?> reference) {
        criteria.remove(reference);
        negotiation.remove(reference);
        redundancy.remove(reference);
    }

    private <T> Present<T> present(
            T service,
            ServiceReference<?> reference,
            String kind,
            Duration limit,
            BiFunction<T, Fence, ? extends T> fenced) {
        if (ofTheProduct.test(reference)) {
            return new Present<>(service, kind, Optional.empty());
        }
        Fence fence = new Fence("The " + kind + " of the plug-in " + bundle(reference), limit);
        return new Present<>(fenced.apply(service, fence), kind, Optional.of(fence));
    }

    private static String bundle(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        return bundle == null ? "(gone)" : bundle.getSymbolicName();
    }

    /** Those that judge, the ones that are shut too: they abstain and say why. */
    List<PartnerCriterion> criteria(Predicate<ServiceReference<?>> inUse) {
        return criteria.entrySet().stream()
                .filter(each -> inUse.test(each.getKey()))
                .map(each -> each.getValue().service())
                .sorted(Comparator.comparing(PartnerCriterion::id))
                .toList();
    }

    /** The one with the highest ranking that is not shut. */
    Optional<NegotiationPolicy> negotiation(Predicate<ServiceReference<?>> inUse) {
        return highest(negotiation, inUse);
    }

    /** The one with the highest ranking that is not shut. */
    Optional<RedundancyPolicy> redundancy(Predicate<ServiceReference<?>> inUse) {
        return highest(redundancy, inUse);
    }

    private static <T> Optional<T> highest(
            Map<ServiceReference<?>, Present<T>> services, Predicate<ServiceReference<?>> inUse) {
        return services.entrySet().stream()
                .filter(each -> inUse.test(each.getKey()) && each.getValue().isOpen())
                .max(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(each -> each.getValue().service());
    }

    Stream<ServiceReference<?>> references() {
        return Stream.of(criteria, negotiation, redundancy).flatMap(each -> each.keySet().stream());
    }

    /** Every criterion, and the other policies of plug-ins. @param standing of their bundles, where that is known */
    List<ProviderEntry> entries(Function<ServiceReference<?>, Optional<Standing>> standing) {
        Stream<ProviderEntry> judging = criteria.entrySet().stream().map(each -> entry(each, standing));
        Stream<ProviderEntry> others = Stream.concat(
                negotiation.entrySet().stream()
                        .filter(each -> each.getValue().fence().isPresent())
                        .map(each -> entry(each, standing)),
                redundancy.entrySet().stream()
                        .filter(each -> each.getValue().fence().isPresent())
                        .map(each -> entry(each, standing)));
        return Stream.concat(judging, others).toList();
    }

    private static <T> ProviderEntry entry(
            Map.Entry<ServiceReference<?>, Present<T>> each,
            Function<ServiceReference<?>, Optional<Standing>> standing) {
        Present<T> present = each.getValue();
        Optional<Standing> shut = present.fence()
                .flatMap(Fence::shut)
                .map(why -> new Standing.Refused(
                        ErrorCode.POLICY_FENCED, why + "; it is off until it is updated or configured anew"));
        return ProviderEntry.of(
                "policy",
                present.id(),
                each.getKey(),
                standing.apply(each.getKey()).or(() -> shut).orElseGet(Standing.Proven::new));
    }
}
