// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.block.BlockSealer;
import org.holdfast.format.block.BlockTarget;
import org.holdfast.format.block.Expectation;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.format.block.ShardLocation;
import org.holdfast.format.segment.SealedSegment;
import org.holdfast.format.segment.SegmentBuffers;
import org.holdfast.format.segment.SegmentParameters;
import org.holdfast.format.segment.SegmentWriter;
import org.holdfast.model.BlockClass;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatSet;
import org.holdfast.node.backup.GroupChooser.Seat;
import org.holdfast.node.backup.RunMeter.Stage;
import org.holdfast.node.backup.SegmentAssembler.Draft;
import org.holdfast.node.work.Ciphers;
import org.holdfast.node.work.Lease;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.crypto.CipherSuite;

/**
 * Takes a full segment through the rest of the pipeline: seal, choose partners, encode to n shards, seal each for its
 * partner, perhaps read it again, write the plan into the ledger, and only then let the first byte go. Runs on CPU
 * threads; holds back while too many segments are on their way. Providers are borrowed for the moment of their use, and
 * never while anything is waited for.
 */
final class SegmentSpreader {
    private static final int OPEN_SEGMENTS = 3;

    private final BackupParts parts;
    private final BlockSealer sealer = new BlockSealer();
    private final RunMeter meter;
    private final RunFailure failure;
    private final SegmentDeliveries deliveries;
    private final Permits inFlight;
    private final SegmentBuffers segmentBuffers;
    private final SegmentBuffers shardBuffers;

    SegmentSpreader(BackupParts parts, SegmentDeliveries deliveries, RunMeter meter, RunFailure failure) {
        this.parts = parts;
        this.deliveries = deliveries;
        this.meter = meter;
        this.failure = failure;
        int flying = parts.settings().segmentsInFlight();
        CodeShape shape = parts.formations().apply(BlockClass.DATA).shape();
        int longest = parts.settings().target(shape);
        this.inFlight = new Permits(flying, failure);
        this.segmentBuffers = new SegmentBuffers(longest, OPEN_SEGMENTS);
        this.shardBuffers = new SegmentBuffers(longest / shape.m(), flying * shape.n());
    }

    Draft newSegment(Formation formation) {
        try (Lease<CipherSuite> inner = borrow(formation.formats().inner())) {
            SegmentParameters parameters = new SegmentParameters(
                    parts.keys().generation(parts.keys().current()),
                    inner.get(),
                    formation.shape(),
                    formation.pipeline(),
                    parts.settings().target(formation.shape()));
            return new Draft(formation, new SegmentWriter(parameters, segmentBuffers));
        }
    }

    void spread(BlockClass blockClass, Draft draft) {
        inFlight.take(1);
        Formation formation = draft.formation();
        FormatSet formats = formation.formats().withCompression(draft.writer().compression());
        SealedSegment sealed = seal(draft, formats);
        if (blockClass == BlockClass.META) {
            parts.metaCache().keep(sealed.id(), sealed.buffer(), sealed.length());
        }
        List<Seat> seats = parts.groups().choose(formation.shape(), sealed.shardLength(), failure::check);
        Plan plan = new Plan(
                blockClass, formation, formats, sealed, seats, parts.clock().instant());
        List<SealedBlock> blocks = makeBlocks(plan);
        segmentBuffers.give(sealed.buffer());
        SegmentRow row = row(plan);
        parts.ledger().segments().begin(row, placements(plan, blocks));
        meter.segments.increment();
        deliveries.start(new SegmentDelivery(sealed.id(), row.protectedAt(), sealed.entries(), blocks), () -> {
            blocks.forEach(block -> shardBuffers.give(block.payload()));
            inFlight.give(1);
        });
    }

    /** What is to become of a sealed segment. */
    private record Plan(
            BlockClass blockClass,
            Formation formation,
            FormatSet formats,
            SealedSegment sealed,
            List<Seat> seats,
            Instant now) {
        CodeShape shape() {
            return formation.shape();
        }

        ShardLocation location(int position) {
            return new ShardLocation(
                    sealed.id(), formats, shape(), position, formation.pipeline(), sealed.shardLength());
        }
    }

    private SealedSegment seal(Draft draft, FormatSet formats) {
        try (var _ = meter.time(Stage.SEAL);
                Lease<CipherSuite> inner = borrow(formats.inner())) {
            return draft.writer().finish(random16(), inner.get());
        }
    }

    private List<SealedBlock> makeBlocks(Plan plan) {
        try (Lease<CodeFamily> code = parts.lender().code(plan.formats().code());
                Lease<CipherSuite> outer = borrow(plan.formats().outer());
                Lease<AuditScheme> audit = parts.lender().audit(plan.formation().audit())) {
            Shards shards = encode(plan, code.get());
            List<SealedBlock> blocks = sealBlocks(plan, shards, outer.get(), audit.get());
            for (int position = plan.shape().m(); position < shards.count(); position++) {
                shardBuffers.give(shards.slice(position).array());
            }
            prove(plan, code.get(), outer.get(), blocks);
            return blocks;
        }
    }

    private Shards encode(Plan plan, CodeFamily code) {
        int length = plan.sealed().shardLength();
        List<Shards.Slice> slices = new ArrayList<>(plan.shape().n());
        for (int i = 0; i < plan.shape().n(); i++) {
            slices.add(
                    i < plan.shape().m()
                            ? new Shards.Slice(plan.sealed().buffer(), i * length)
                            : new Shards.Slice(shardBuffers.take(length), 0));
        }
        Shards shards = Shards.ofData(slices, length, plan.shape().m());
        try (var _ = meter.time(Stage.CODE)) {
            code.code(plan.shape()).encode(shards);
        }
        return shards;
    }

    private List<SealedBlock> sealBlocks(Plan plan, Shards shards, CipherSuite outer, AuditScheme audit) {
        long sequence = parts.ledger().settings().next("block.sequence");
        List<SealedBlock> blocks = new ArrayList<>(plan.seats().size());
        try (var _ = meter.time(Stage.BLOCK)) {
            for (int position = 0; position < plan.seats().size(); position++) {
                Shards.Slice slice = shards.slice(position);
                blocks.add(sealer.seal(
                        parts.keys().generation(parts.keys().current()),
                        outer,
                        audit,
                        parts.device(),
                        target(plan, position, sequence),
                        plan.location(position),
                        plan.blockClass(),
                        slice.array(),
                        slice.offset(),
                        random16(),
                        shardBuffers.take(plan.sealed().shardLength())));
            }
        }
        return blocks;
    }

    private BlockTarget target(Plan plan, int position, long sequence) {
        Seat seat = plan.seats().get(position);
        return new BlockTarget(
                parts.self(),
                seat.partner(),
                seat.agreement(),
                parts.deviceEpoch(),
                sequence,
                plan.now().plus(parts.settings().retention()),
                plan.now());
    }

    private void prove(Plan plan, CodeFamily code, CipherSuite outer, List<SealedBlock> blocks) {
        try (Lease<CipherSuite> inner = borrow(plan.formats().inner())) {
            var makers = new ProofReader.Makers(parts.keys(), code.code(plan.shape()), inner.get(), outer);
            if (parts.proofs().isDue(plan.formats(), makers)) {
                parts.proofs().read(makers, plan.sealed(), blocks, expected(plan, blocks));
            }
        }
    }

    private List<Expectation> expected(Plan plan, List<SealedBlock> blocks) {
        return IntStream.range(0, blocks.size())
                .mapToObj(position -> new Expectation(
                        parts.self(),
                        plan.seats().get(position).partner(),
                        plan.seats().get(position).agreement(),
                        blocks.get(position).header().sequence(),
                        plan.blockClass(),
                        plan.location(position)))
                .toList();
    }

    private SegmentRow row(Plan plan) {
        return new SegmentRow(
                plan.sealed().id(),
                plan.blockClass(),
                parts.keys().current(),
                plan.formats(),
                plan.shape(),
                plan.formation().pipeline(),
                plan.sealed().shardLength(),
                SegmentState.BUILDING,
                plan.now());
    }

    private static List<PlacementRow> placements(Plan plan, List<SealedBlock> blocks) {
        List<PlacementRow> rows = new ArrayList<>(blocks.size());
        for (int position = 0; position < blocks.size(); position++) {
            Seat seat = plan.seats().get(position);
            SealedBlock block = blocks.get(position);
            rows.add(new PlacementRow(
                    plan.sealed().id(),
                    position,
                    seat.partner(),
                    seat.agreement(),
                    block.header().block(),
                    block.header().sequence(),
                    block.header().hash(),
                    block.header().payloadHash(),
                    block.payloadLength(),
                    PlacementState.BUILT,
                    Bytes.EMPTY,
                    block.header().auditSuite(),
                    block.header().keyGeneration()));
        }
        return rows;
    }

    private Lease<CipherSuite> borrow(int cipher) {
        return Ciphers.borrow(parts.lender(), cipher);
    }

    private byte[] random16() {
        byte[] bytes = new byte[16];
        parts.random().nextBytes(bytes);
        return bytes;
    }
}
