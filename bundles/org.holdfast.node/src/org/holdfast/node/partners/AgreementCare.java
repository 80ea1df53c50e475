// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.OwnerId;
import org.holdfast.node.net.TrafficMeter;
import org.holdfast.node.work.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about agreements every few seconds: who is there, how much was transferred, and what ends. A
 * thread of its own.
 */
public final class AgreementCare implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgreementCare.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final PartnerSearch.Parts parts;
    private final Supplier<Offer> offer;
    private final TrafficMeter traffic;
    private final Bandwidths bandwidths;
    private final Consumer<Duration> watched;
    private final Presences presences;
    private final Rounds rounds;
    private long lastMinute; // the thread's

    /** @param watched hears about every minute how much time has gone by on the stop-watch */
    public AgreementCare(
            PartnerSearch.Parts parts,
            Supplier<Offer> offer,
            TrafficMeter traffic,
            Bandwidths bandwidths,
            Consumer<Duration> watched) {
        this.parts = parts;
        this.offer = offer;
        this.traffic = traffic;
        this.bandwidths = bandwidths;
        this.watched = watched;
        this.presences = new Presences(parts.self(), parts.ledger(), parts.clock());
        this.rounds = new Rounds("agreements", PAUSE, parts.clock(), this::round);
        this.lastMinute = parts.clock().nanos();
    }

    public void start() {
        rounds.start();
    }

    /** When partners were there. */
    public Presences presences() {
        return presences;
    }

    private void round() {
        presences.look(offer.get().lasting(), parts.network().linked());
        long now = parts.clock().nanos();
        Duration passed = Duration.ofNanos(now - lastMinute);
        if (passed.compareTo(MINUTE) >= 0) {
            lastMinute = now;
            minute(passed);
        }
    }

    private void minute(Duration passed) {
        Map<OwnerId, Long> agreed = offer.get().lasting().stream()
                .collect(Collectors.toMap(
                        terms -> terms.partnerOf(parts.self()),
                        terms -> terms.allowances().averageKbit(),
                        Math::max));
        bandwidths.add(traffic.drain(), agreed);
        parts.book().elapse(passed).forEach(this::moved);
        watched.accept(passed);
    }

    private void moved(AgreementRow row) {
        AgreementTerms terms = row.agreement().terms();
        String partner = terms.partnerOf(parts.self()).brief();
        LOG.info("Agreement {} with {} is {}", terms.id(), partner, row.phase());
        parts.ledger()
                .events()
                .append(row.since(), "AGREEMENT_" + row.phase(), partner, "its time came: " + terms.id());
    }

    @Override
    public void close() {
        rounds.close();
        presences.write();
    }
}
