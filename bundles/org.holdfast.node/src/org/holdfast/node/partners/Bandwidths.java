// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.core.Reply;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.probe.ProbeAllowance;
import org.holdfast.core.probe.ProbeSource;
import org.holdfast.core.probe.Prober;
import org.holdfast.core.probe.Speed;
import org.holdfast.core.probe.Traffic;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.Channel;
import org.holdfast.node.net.PeerLink;
import org.holdfast.node.net.PeerStream;
import org.holdfast.node.net.Talk;
import org.holdfast.node.net.TrafficMeter;
import org.holdfast.spi.policy.MeasuredBandwidth;
import org.holdfast.wire.Limits;
import org.holdfast.wire.NegotiationMessage.Probe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast the links to others are, as measured from here: by a probe before an agreement, by the traffic of every day
 * from then on. Kept in the ledger. Thread-safe.
 */
public final class Bandwidths {
    private static final Logger LOG = LoggerFactory.getLogger(Bandwidths.class);
    private static final Duration FRESH = Duration.ofDays(1);
    private static final int ENCODED = 24;

    private final Ledger.Settings kept;
    private final NodeClock clock;
    private final ProbeAllowance allowance = new ProbeAllowance();
    private final byte[] filling = new byte[Limits.PROBE_PIECE];

    private record Probed(MeasuredBandwidth speed, Instant at) {}

    public Bandwidths(Ledger ledger, NodeClock clock) {
        this.kept = ledger.settings();
        this.clock = clock;
        new SecureRandom().nextBytes(filling);
    }

    /** What is known of the link to this member; empty if it was never measured. */
    public Optional<MeasuredBandwidth> measured(OwnerId id) {
        Optional<MeasuredBandwidth> probe = probed(id).map(Probed::speed);
        return traffic(id)
                .averageKbit()
                .map(average -> new MeasuredBandwidth(
                        Math.min(
                                average, probe.map(MeasuredBandwidth::leastKbit).orElse(average)),
                        average))
                .or(() -> probe);
    }

    /** The same, after a probe if the last one is older than a day. Takes some seconds on a slow link. */
    Optional<MeasuredBandwidth> measure(PeerLink link) {
        OwnerId id = link.peer().id();
        Optional<Probed> before = probed(id);
        if (before.filter(each -> isFresh(each.at())).isEmpty()) {
            probe(link).ifPresent(speed -> put(id, new Probed(speed, clock.instant())));
        }
        return measured(id);
    }

    /** A time that lies ahead is no recent one: the clock was put back. */
    private boolean isFresh(Instant at) {
        Instant now = clock.instant();
        return !at.isAfter(now) && at.plus(FRESH).isAfter(now);
    }

    private Optional<MeasuredBandwidth> probe(PeerLink link) {
        List<Speed.Arrival> arrivals = new ArrayList<>();
        try (PeerStream stream = link.converse()) {
            Reply<Integer> reply = Talk.hold(
                    new Prober(Limits.PROBE),
                    arrived -> {
                        arrivals.add(new Speed.Arrival(clock.nanos(), arrived.bytes()));
                        return Optional.empty();
                    },
                    stream,
                    clock);
            LOG.debug("Probe of the link to {}: {}", link.peer().id().brief(), reply);
            return reply instanceof Reply.Answered<Integer> ? Speed.of(arrivals, clock.nanos()) : Optional.empty();
        } catch (HoldfastException e) {
            LOG.debug("The link to {} could not be probed: {}", link.peer().id().brief(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Answers a member that measures its link to this node, unless it did often enough. */
    void serve(Probe first, Peer peer, Channel channel) {
        ProbeSource.Outcome outcome = Talk.answer(
                first,
                new ProbeSource(filling),
                admit -> {
                    allowance.take(peer.id(), clock.instant());
                    return Optional.empty();
                },
                channel,
                clock);
        LOG.debug("Probe by {}: {}", peer.id().brief(), outcome);
    }

    /** Takes down what was transferred. @param agreedKbit the averages that are agreed, by partner */
    synchronized void add(Map<OwnerId, TrafficMeter.Sum> sums, Map<OwnerId, Long> agreedKbit) {
        sums.forEach((id, sum) ->
                put(id, traffic(id).plus(sum.bytes(), sum.busy(), agreedKbit.getOrDefault(id, 0L), clock.instant())));
    }

    /** Whether the average has been below what is agreed for so long that an agreement is to be negotiated anew. */
    boolean hasFallen(OwnerId id) {
        return traffic(id).hasFallen(clock.instant());
    }

    /** It was negotiated about; what follows is judged anew. */
    synchronized void settled(OwnerId id) {
        put(id, traffic(id).settled());
    }

    private Traffic traffic(OwnerId id) {
        return kept.get(key(id, "traffic")).map(Traffic::decode).orElse(Traffic.NONE);
    }

    private void put(OwnerId id, Traffic traffic) {
        kept.put(key(id, "traffic"), traffic.encoded());
    }

    private Optional<Probed> probed(OwnerId id) {
        return kept.get(key(id, "probe")).map(bytes -> {
            ByteReader in = new ByteReader("probe of a link", bytes.toArray());
            Probed probed = new Probed(new MeasuredBandwidth(in.u64(), in.u64()), in.millis());
            in.end();
            return probed;
        });
    }

    /** Least and average in kbit/s, ms since 1970; u64 each. */
    private void put(OwnerId id, Probed probed) {
        ByteWriter out = new ByteWriter(ENCODED)
                .u64(probed.speed().leastKbit())
                .u64(probed.speed().averageKbit())
                .millis(probed.at());
        kept.put(key(id, "probe"), Bytes.of(out.toArray()));
    }

    private static String key(OwnerId id, String what) {
        return "bandwidth." + id + "." + what;
    }
}
