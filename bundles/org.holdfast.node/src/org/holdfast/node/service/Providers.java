// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.compression.Compressor;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.policy.NegotiationPolicy;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.RedundancyPolicy;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The providers that are present at the moment, plane by plane. They come and go while the node works; whoever needs
 * one takes it once for a unit of work. Thread-safe.
 */
@Component(service = Providers.class)
public final class Providers {
    private final Plane<CodeFamily> codes = new Plane<>("coding", CodeFamily::id);
    private final Plane<CipherSuite> ciphers = new Plane<>("crypto", CipherSuite::id);
    private final Plane<Compressor> compressors = new Plane<>("compression", Compressor::id);
    private final Map<ServiceReference<?>, Discovery> discoveries = new ConcurrentHashMap<>();
    private final Map<ServiceReference<?>, PartnerCriterion> criteria = new ConcurrentHashMap<>();
    private final Map<ServiceReference<?>, NegotiationPolicy> policies = new ConcurrentHashMap<>();
    private final Map<ServiceReference<?>, RedundancyPolicy> redundancies = new ConcurrentHashMap<>();

    /** @throws HoldfastException FORMAT_UNKNOWN if nobody present reads this format */
    public CodeFamily code(int format) {
        return codes.get(format);
    }

    /** @throws HoldfastException FORMAT_UNKNOWN if nobody present reads this format */
    public CipherSuite cipher(int format) {
        return ciphers.get(format);
    }

    /** @throws HoldfastException FORMAT_UNKNOWN if nobody present reads this format */
    public Compressor compressor(int format) {
        return compressors.get(format);
    }

    public Collection<Discovery> discoveries() {
        return discoveries.values();
    }

    public List<PartnerCriterion> criteria() {
        return List.copyOf(criteria.values());
    }

    /** The one with the highest ranking. */
    public Optional<NegotiationPolicy> negotiationPolicy() {
        return highest(policies);
    }

    /** The one with the highest ranking; usually there is none, and the node plans by itself. */
    public Optional<RedundancyPolicy> redundancyPolicy() {
        return highest(redundancies);
    }

    private static <T> Optional<T> highest(Map<ServiceReference<?>, T> services) {
        return services.entrySet().stream()
                .max(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(Map.Entry::getValue);
    }

    /** Everything present, for people. */
    public List<Present> present() {
        return List.of(
                        codes.present(),
                        ciphers.present(),
                        compressors.present(),
                        present("discovery", discoveries, Discovery::id),
                        present("policy", criteria, PartnerCriterion::id))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static <T> List<Present> present(
            String role, Map<ServiceReference<?>, T> services, Function<T, String> name) {
        return services.entrySet().stream()
                .map(each -> Present.of(role, name.apply(each.getValue()), each.getKey()))
                .toList();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCode(CodeFamily code, ServiceReference<CodeFamily> reference) {
        codes.services.put(reference, code);
    }

    void removeCode(ServiceReference<CodeFamily> reference) {
        codes.services.remove(reference);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCipher(CipherSuite cipher, ServiceReference<CipherSuite> reference) {
        ciphers.services.put(reference, cipher);
    }

    void removeCipher(ServiceReference<CipherSuite> reference) {
        ciphers.services.remove(reference);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCompressor(Compressor compressor, ServiceReference<Compressor> reference) {
        compressors.services.put(reference, compressor);
    }

    void removeCompressor(ServiceReference<Compressor> reference) {
        compressors.services.remove(reference);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDiscovery(Discovery discovery, ServiceReference<Discovery> reference) {
        discoveries.put(reference, discovery);
    }

    void removeDiscovery(ServiceReference<Discovery> reference) {
        discoveries.remove(reference);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCriterion(PartnerCriterion criterion, ServiceReference<PartnerCriterion> reference) {
        criteria.put(reference, criterion);
    }

    void removeCriterion(ServiceReference<PartnerCriterion> reference) {
        criteria.remove(reference);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addPolicy(NegotiationPolicy policy, ServiceReference<NegotiationPolicy> reference) {
        policies.put(reference, policy);
    }

    void removePolicy(ServiceReference<NegotiationPolicy> reference) {
        policies.remove(reference);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addRedundancy(RedundancyPolicy policy, ServiceReference<RedundancyPolicy> reference) {
        redundancies.put(reference, policy);
    }

    void removeRedundancy(ServiceReference<RedundancyPolicy> reference) {
        redundancies.remove(reference);
    }

    /** A provider, for people. */
    public record Present(String role, String id, String bundle, String version) {
        static Present of(String role, String id, ServiceReference<?> reference) {
            var bundle = reference.getBundle();
            return bundle == null
                    ? new Present(role, id, "(gone)", "")
                    : new Present(
                            role,
                            id,
                            bundle.getSymbolicName(),
                            bundle.getVersion().toString());
        }
    }

    /** The providers of one kind; the highest ranking serves a format. */
    private static final class Plane<T> {
        private final String role;
        private final Function<T, FormatId> format;
        private final Map<ServiceReference<?>, T> services = new ConcurrentHashMap<>();

        Plane(String role, Function<T, FormatId> format) {
            this.role = role;
            this.format = format;
        }

        T get(int number) {
            return services.entrySet().stream()
                    .filter(each -> format.apply(each.getValue()).number() == number)
                    .max(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                    .map(Map.Entry::getValue)
                    .orElseThrow(() -> new HoldfastException(
                            ErrorCode.FORMAT_UNKNOWN,
                            role + " format " + number,
                            "No provider for " + role + " format " + number
                                    + " is present. Install the bundle that provides it; 'holdfast plugin list' shows"
                                    + " those present.",
                            true,
                            null));
        }

        List<Present> present() {
            return Providers.present(
                    role, services, service -> format.apply(service).name());
        }
    }
}
