// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.holdfast.audit.aggregate.AggregateScheme;
import org.holdfast.audit.block.BlockScheme;
import org.holdfast.coding.reedsolomon.ReedSolomonFamily;
import org.holdfast.compression.zstd.ZstdCompressor;
import org.holdfast.crypto.jdk.AesCtrSuite;
import org.holdfast.crypto.jdk.AesGcmSuite;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.vectors.Examiner;
import org.holdfast.policy.standard.DistinctHost;
import org.holdfast.policy.standard.EnoughBandwidth;
import org.holdfast.policy.standard.EnoughSpace;
import org.holdfast.policy.standard.ScheduleOverlap;
import org.holdfast.policy.standard.SpreadOverSites;
import org.holdfast.policy.standard.StandardNegotiationPolicy;
import org.holdfast.policy.standard.SubnetSeparation;
import org.holdfast.policy.standard.SystemDiversity;
import org.holdfast.policy.standard.TrackRecord;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.compression.Compressor;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.policy.PartnerCriterion;
import org.osgi.framework.ServiceReference;

/** The product's providers with their default settings, perhaps with something around the services. */
final class TestProviders {
    /** The bundle that is not taken for one of the product's. */
    static final String FENCED = "com.example.fenced";

    private static final ServiceReference<AuditScheme> AGGREGATE = new Installed<>();

    private TestProviders() {}

    /** Wraps services before they are given to a node. */
    record Wrapping(
            UnaryOperator<Compressor> compressor, UnaryOperator<CipherSuite> cipher, UnaryOperator<CodeFamily> code) {
        static final Wrapping NONE =
                new Wrapping(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    static Providers all(Wrapping around) {
        Providers all = new Providers(new Examiner(Optional.empty(), TestProviders::isOfTheProduct, new NodeClock()));
        all.addCode(around.code().apply(new ReedSolomonFamily()), new Installed<>());
        all.addCipher(around.cipher().apply(new AesGcmSuite()), new Installed<>());
        all.addCipher(around.cipher().apply(new AesCtrSuite()), new Installed<>());
        all.addCompressor(around.compressor().apply(new ZstdCompressor(3)), new Installed<>());
        addAudits(all);
        criteria().forEach(each -> all.addCriterion(each, new Installed<>()));
        all.addPolicy(
                new StandardNegotiationPolicy(defaults(StandardNegotiationPolicy.Config.class)), new Installed<>());
        return all;
    }

    /** The aggregate last, so that a test can leave it out. */
    private static void addAudits(Providers all) {
        all.addAudit(new BlockScheme(), new Installed<>());
        all.addAudit(new AggregateScheme(), AGGREGATE);
    }

    /** What a node of a version before aggregate-v1 has. */
    static Optional<Plugins> withoutAggregate(Providers all) {
        all.removeAudit(AGGREGATE);
        return Optional.empty();
    }

    private static boolean isOfTheProduct(ServiceReference<?> reference) {
        return reference.getBundle() == null
                || !reference.getBundle().getSymbolicName().equals(FENCED);
    }

    private static List<PartnerCriterion> criteria() {
        return List.of(
                new DistinctHost(defaults(DistinctHost.Config.class)),
                new EnoughSpace(defaults(EnoughSpace.Config.class)),
                new SpreadOverSites(defaults(SpreadOverSites.Config.class)),
                new SubnetSeparation(defaults(SubnetSeparation.Config.class)),
                new SystemDiversity(defaults(SystemDiversity.Config.class)),
                new ScheduleOverlap(defaults(ScheduleOverlap.Config.class)),
                new EnoughBandwidth(defaults(EnoughBandwidth.Config.class)),
                new TrackRecord(defaults(TrackRecord.Config.class)));
    }

    private static <A extends Annotation> A defaults(Class<A> type) {
        Object made = Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> method.getDefaultValue());
        return type.cast(made);
    }
}
