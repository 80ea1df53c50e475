// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.format.head.FormatsUsed;
import org.holdfast.format.vectors.AuditVectors;
import org.holdfast.format.vectors.CipherVectors;
import org.holdfast.format.vectors.CodeVectors;
import org.holdfast.format.vectors.CompressorVectors;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.notice.Way;
import org.holdfast.node.vectors.Examiner;
import org.holdfast.node.vectors.Standing;
import org.holdfast.node.work.Lease;
import org.holdfast.node.work.Lender;
import org.holdfast.plugins.BundleGate;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.compression.Compressor;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.notice.NoticeChannel;
import org.holdfast.spi.policy.NegotiationPolicy;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.RedundancyPolicy;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
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
public final class Providers implements Lender {
    private static final Duration LONGEST_LOAN = Duration.ofSeconds(30);

    private final NodeClock clock = new NodeClock();
    private final ProviderPlane<CodeFamily> codes;
    private final ProviderPlane<CipherSuite> ciphers;
    private final ProviderPlane<Compressor> compressors;
    private final ProviderPlane<AuditScheme> audits;
    /** Bundles that may not take part any more, though they run until the next start. */
    private volatile Map<Long, Standing.Refused> withdrawn = Map.of();

    private final Lender writing = new Writing();
    private final Map<ServiceReference<?>, Discovery> discoveries = new ConcurrentHashMap<>();
    private final NoticeWays notices = new NoticeWays();
    private final Policies policies;

    /** In the framework. @param gate knows which bundles are the product's; without one none is, and all are checked */
    @Activate
    public Providers(
            BundleContext context, @Reference(cardinality = ReferenceCardinality.OPTIONAL) @Nullable BundleGate gate) {
        this(new Examiner(
                Optional.ofNullable(context.getProperty("holdfast.home")).map(Path::of),
                service -> gate != null && service.getBundle() != null && gate.isProduct(service.getBundle()),
                new NodeClock()));
    }

    Providers(Examiner examiner) {
        policies = new Policies(examiner::isOfTheProduct);
        codes = new ProviderPlane<>(
                "coding",
                CodeFamily::id,
                (format, code, reference) -> examiner.examine("coding", format, new CodeVectors(code), reference),
                clock);
        ciphers = new ProviderPlane<>(
                "crypto",
                CipherSuite::id,
                (format, cipher, reference) -> examiner.examine("crypto", format, new CipherVectors(cipher), reference),
                clock);
        compressors = new ProviderPlane<>(
                "compression",
                Compressor::id,
                (format, compressor, reference) ->
                        examiner.examine("compression", format, new CompressorVectors(compressor), reference),
                clock);
        audits = new ProviderPlane<>(
                "audit",
                AuditScheme::id,
                (format, audit, reference) -> examiner.examine("audit", format, new AuditVectors(audit), reference),
                clock);
    }

    @Override
    public Lease<CodeFamily> code(int format) {
        return codes.lend(format);
    }

    @Override
    public Lease<CipherSuite> cipher(int format) {
        return ciphers.lend(format);
    }

    @Override
    public Lease<Compressor> compressor(int format) {
        return compressors.lend(format);
    }

    @Override
    public Lease<AuditScheme> audit(int format) {
        return audits.lend(format);
    }

    /** Lends for writing: only what has reproduced its golden vectors. */
    Lender writing() {
        return writing;
    }

    private final class Writing implements Lender {
        @Override
        public Lease<CodeFamily> code(int format) {
            return codes.lendForWriting(format);
        }

        @Override
        public Lease<CipherSuite> cipher(int format) {
            return ciphers.lendForWriting(format);
        }

        @Override
        public Lease<Compressor> compressor(int format) {
            return compressors.lendForWriting(format);
        }

        @Override
        public Lease<AuditScheme> audit(int format) {
            return audits.lendForWriting(format);
        }
    }

    /**
     * Holds the successors of a bundle to what new data can be written in by means of it.
     *
     * @throws HoldfastException VECTORS_MISSING, VECTORS_DIFFER, TIMED_OUT; BUSY if the check could not be made
     */
    void requireProvenSuccessor(long bundle, LongPredicate successors) {
        planes().forEach(plane -> plane.requireProvenSuccessor(bundle, successors));
    }

    /** Whether each format that a bundle provides is provided by one of its successors, too. */
    boolean isSucceeded(long bundle, LongPredicate successors) {
        return planes().allMatch(plane -> plane.isSucceeded(bundle, successors));
    }

    /** Waits until all providers of a bundle were checked; what took too long counts as refused. */
    void awaitExamined(long bundle) {
        planes().forEach(plane -> plane.awaitExamined(bundle));
    }

    private Stream<ProviderPlane<?>> planes() {
        return Stream.of(codes, ciphers, compressors, audits);
    }

    /** The plane of a role; none for roles without formats. */
    Optional<ProviderPlane<?>> plane(String role) {
        return switch (role) {
            case "coding" -> Optional.of(codes);
            case "crypto", "crypto.outer" -> Optional.of(ciphers);
            case "compression" -> Optional.of(compressors);
            case "audit" -> Optional.of(audits);
            default -> Optional.empty();
        };
    }

    /** The planes whose formats are written into what is stored. */
    ProviderPlane<CodeFamily> codes() {
        return codes;
    }

    ProviderPlane<CipherSuite> ciphers() {
        return ciphers;
    }

    ProviderPlane<Compressor> compressors() {
        return compressors;
    }

    ProviderPlane<AuditScheme> audits() {
        return audits;
    }

    /**
     * Lends nothing of these bundles any more and waits, 30 s at most, for what is out: before they are stopped. What is
     * still out then goes on with the objects it has.
     *
     * @return whether everything was given back
     */
    boolean retire(LongPredicate bundles) {
        long end = clock.nanos() + LONGEST_LOAN.toNanos();
        return planes().map(plane -> plane.retire(bundles, end)).reduce(true, Boolean::logicalAnd);
    }

    /** A bundle was replaced, or stays after all: everything present is lent again. */
    void settle() {
        planes().forEach(ProviderPlane::settle);
    }

    /** To be called now and then: checks of golden vectors that could not be made are made again. */
    void examineUndecided() {
        planes().forEach(ProviderPlane::examineUndecided);
    }

    /** Takes bundles out of use at once, except for reading. @param why by id of the bundle; others are in use again */
    void withdraw(Map<Long, Standing.Refused> why) {
        withdrawn = Map.copyOf(why);
        planes().forEach(plane -> plane.withdraw(why));
    }

    /** Everybody who provides anything. */
    Set<Bundle> bundles() {
        return Stream.of(
                        planes().flatMap(plane -> plane.references().stream()),
                        discoveries.keySet().stream(),
                        notices.references(),
                        policies.references())
                .flatMap(references -> references.map(ServiceReference::getBundle))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private boolean isInUse(ServiceReference<?> reference) {
        return !withdrawn.containsKey(ProviderPlane.bundle(reference));
    }

    public Collection<Discovery> discoveries() {
        return discoveries.entrySet().stream()
                .filter(each -> isInUse(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The ways to tell people something, by name. */
    List<Way> notices() {
        return notices.all(this::isInUse);
    }

    /** In the order of their ids. */
    public List<PartnerCriterion> criteria() {
        return policies.criteria(this::isInUse);
    }

    /** The one with the highest ranking. */
    public Optional<NegotiationPolicy> negotiationPolicy() {
        return policies.negotiation(this::isInUse);
    }

    /** The one with the highest ranking; usually there is none, and the node plans by itself. */
    public Optional<RedundancyPolicy> redundancyPolicy() {
        return policies.redundancy(this::isInUse);
    }

    /** The formats that are read by what these bundles provide, told by their symbolic names. */
    FormatsUsed served(Predicate<String> bundle) {
        return new FormatsUsed(
                codes.numbers(bundle), ciphers.numbers(bundle), compressors.numbers(bundle), audits.numbers(bundle));
    }

    /** Everything present. */
    List<ProviderEntry> entries() {
        return Stream.of(
                        codes.entries(),
                        ciphers.entries(),
                        compressors.entries(),
                        audits.entries(),
                        discoveryEntries(),
                        notices.entries(this::withdrawal),
                        policies.entries(this::withdrawal))
                .flatMap(List::stream)
                .toList();
    }

    private List<ProviderEntry> discoveryEntries() {
        return discoveries.entrySet().stream()
                .map(each -> ProviderEntry.of(
                        "discovery",
                        each.getValue().id(),
                        each.getKey(),
                        withdrawal(each.getKey()).orElseGet(Standing.Proven::new)))
                .toList();
    }

    private Optional<Standing> withdrawal(ServiceReference<?> reference) {
        return Optional.ofNullable(withdrawn.get(ProviderPlane.bundle(reference)));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCode(CodeFamily code, ServiceReference<CodeFamily> reference) {
        codes.add(code, reference);
    }

    void removeCode(ServiceReference<CodeFamily> reference) {
        codes.remove(reference);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCipher(CipherSuite cipher, ServiceReference<CipherSuite> reference) {
        ciphers.add(cipher, reference);
    }

    void removeCipher(ServiceReference<CipherSuite> reference) {
        ciphers.remove(reference);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCompressor(Compressor compressor, ServiceReference<Compressor> reference) {
        compressors.add(compressor, reference);
    }

    void removeCompressor(ServiceReference<Compressor> reference) {
        compressors.remove(reference);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addAudit(AuditScheme audit, ServiceReference<AuditScheme> reference) {
        audits.add(audit, reference);
    }

    void removeAudit(ServiceReference<AuditScheme> reference) {
        audits.remove(reference);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDiscovery(Discovery discovery, ServiceReference<Discovery> reference) {
        discoveries.put(reference, discovery);
    }

    void removeDiscovery(ServiceReference<Discovery> reference) {
        discoveries.remove(reference);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addNotice(NoticeChannel channel, ServiceReference<NoticeChannel> reference) {
        notices.add(channel, reference);
    }

    void removeNotice(ServiceReference<NoticeChannel> reference) {
        notices.remove(reference);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCriterion(PartnerCriterion criterion, ServiceReference<PartnerCriterion> reference) {
        policies.addCriterion(criterion, reference);
    }

    void removeCriterion(ServiceReference<PartnerCriterion> reference) {
        policies.remove(reference);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addPolicy(NegotiationPolicy policy, ServiceReference<NegotiationPolicy> reference) {
        policies.addNegotiation(policy, reference);
    }

    void removePolicy(ServiceReference<NegotiationPolicy> reference) {
        policies.remove(reference);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addRedundancy(RedundancyPolicy policy, ServiceReference<RedundancyPolicy> reference) {
        policies.addRedundancy(policy, reference);
    }

    void removeRedundancy(ServiceReference<RedundancyPolicy> reference) {
        policies.remove(reference);
    }
}
