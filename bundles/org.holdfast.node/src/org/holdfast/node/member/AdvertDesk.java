// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.holdfast.core.advert.AdvertGate;
import org.holdfast.core.advert.Finding;
import org.holdfast.format.identity.Advert;
import org.holdfast.model.Bytes;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.member.AdvertTally.Ignored;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.spi.discovery.Sighting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells others of this node and hears of them. What is heard is believed only as far as its signature goes: a true
 * advert is an address to dial, nothing more. Which ones are looked at and kept is {@link AdvertGate}'s rule; those of
 * members outlive a restart in {@link AdvertCache}. Thread-safe.
 */
public final class AdvertDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdvertDesk.class);
    private static final int MOST_ADDRESSES = 512;

    /** How soon what is new is noted, and how often what is only newer. */
    private static final Duration NOTE_NEW = Duration.ofSeconds(20);

    private static final Duration NOTE_NEWER = Duration.ofHours(6);
    private static final Duration TELL_AGAIN = Duration.ofMinutes(5);
    private static final Duration ALARM_AGAIN = Duration.ofHours(1);

    private final Around around;
    private final AdvertCache cache;
    private final InstantSource clock;
    private final Herald herald;
    private final Map<Discovery, Discovery.Session> sessions = new ConcurrentHashMap<>(); // changed under this
    private final AdvertGate gate; // guards itself and what follows
    private final AdvertTally tally = new AdvertTally();
    private final ClockOffsets clocks = new ClockOffsets();
    private final Map<NodeAddress, Optional<OwnerId>> addresses = new LinkedHashMap<>();
    private boolean changed;
    private Instant noted;
    private Optional<Instant> alarmed = Optional.empty();
    private volatile Instant toldAgain;

    /** An address, and who says that it is there. */
    public record Heard(NodeAddress address, Optional<OwnerId> owner) {}

    /**
     * The node around the desk.
     *
     * @param own what this node says of itself; empty while it has nothing to say
     * @param listener hears of each address, on a thread of its own
     * @param alarm another machine speaks as this one; at most once an hour
     * @param ignored how many adverts were ignored and why, in words; at most once in ten minutes
     */
    public record Around(
            AdvertGate.Self self,
            AdvertGate.Membership membership,
            Supplier<Optional<Advert>> own,
            Consumer<Heard> listener,
            Consumer<Advert> alarm,
            Consumer<String> ignored) {}

    public AdvertDesk(Around around, AdvertCache cache, InstantSource clock) {
        this.around = around;
        this.cache = cache;
        this.clock = clock;
        this.herald = new Herald(around.listener());
        this.noted = clock.instant();
        this.toldAgain = noted;
        this.gate = new AdvertGate(around.self(), noted);
    }

    /** Looks in these ways and no others: begins what is new, ends what is gone. Quick if nothing has changed. */
    public synchronized void look(Collection<Discovery> ways, Scope scope) {
        for (Discovery gone : List.copyOf(sessions.keySet())) {
            if (!ways.contains(gone)) {
                sessions.remove(gone).close();
            }
        }
        for (Discovery each : ways) {
            sessions.computeIfAbsent(each, way -> way.open(scope, this::own, this::heard));
        }
    }

    private byte[] own() {
        Optional<Advert> advert = around.own().get();
        synchronized (gate) {
            advert.ifPresent(gate::issued);
        }
        return advert.map(Advert::bytes).orElse(new byte[0]);
    }

    /** Takes up what was noted before the last stop: it is as good as if it were heard now. */
    public void recall() {
        for (Advert advert : cache.load(clock.instant())) {
            if (around.membership().ours().test(advert.confederation())
                    && around.membership().listed().test(advert.owner())) {
                synchronized (gate) {
                    gate.keep(advert, Finding.MEMBER);
                }
                tell(advert);
            }
        }
    }

    /** To be called now and then: notes what was heard, and tells again of who is known but may not have answered. */
    public void tend() {
        Instant now = clock.instant();
        if (isTime(now)) {
            cache.save(known());
        }
        if (!now.isBefore(toldAgain.plus(TELL_AGAIN))) {
            toldAgain = now;
            known().forEach(this::tell);
        }
    }

    private List<Advert> known() {
        synchronized (gate) {
            return gate.members();
        }
    }

    /** The adverts that are kept of machines that are no members. */
    public List<Advert> strangers() {
        synchronized (gate) {
            return gate.strangers();
        }
    }

    private boolean isTime(Instant now) {
        synchronized (gate) {
            boolean due = !now.isBefore(noted.plus(changed ? NOTE_NEW : NOTE_NEWER));
            if (due) {
                changed = false;
                noted = now;
            }
            return due;
        }
    }

    /** How other members' clocks differ from this one. */
    public ClockOffsets clocks() {
        return clocks;
    }

    /** Asks everybody to advertise now. */
    public void query() {
        sessions.values().forEach(Discovery.Session::query);
    }

    /** Every address that was heard of, the latest last. */
    public List<NodeAddress> addresses() {
        synchronized (gate) {
            return List.copyOf(addresses.keySet());
        }
    }

    private void heard(Sighting sighting) {
        switch (sighting) {
            case Sighting.Advert(Bytes bytes) -> heard(bytes);
            case Sighting.Address(NodeAddress address) -> tell(new Heard(address, Optional.empty()));
            case Sighting.Query query -> LOG.trace("Somebody asks for adverts");
        }
    }

    private void heard(Bytes bytes) {
        try {
            heard(Advert.read(bytes.toArray()));
        } catch (HoldfastException e) {
            LOG.debug("An advert cannot be read: {}", e.getMessage());
            ignore(Ignored.UNREADABLE);
        }
    }

    private void heard(Advert advert) {
        Finding found = look(advert);
        switch (found) {
            case MEMBER, STRANGER -> keep(advert, found);
            case REPEATED -> tell(advert);
            case TWIN, RIVAL -> alarm(advert, found);
            case OWN -> LOG.trace("An own advert came back");
            case OTHER_CONFEDERATION -> ignore(Ignored.OTHER_CONFEDERATION);
            case NOT_FRESH -> ignore(Ignored.NOT_FRESH);
            case TOO_MANY -> ignore(Ignored.TOO_MANY);
        }
    }

    private Finding look(Advert advert) {
        synchronized (gate) {
            return gate.look(advert, around.membership(), clock.instant());
        }
    }

    private void keep(Advert advert, Finding finding) {
        if (!advert.verify()) {
            ignore(Ignored.FORGED);
            return;
        }
        synchronized (gate) {
            boolean news = gate.keep(advert, finding);
            changed |= news && finding == Finding.MEMBER;
        }
        if (finding == Finding.MEMBER) {
            clocks.note(advert.owner(), Instant.ofEpochMilli(advert.sequence()), clock.instant());
        }
        tell(advert);
    }

    /** Only who has this device's key can be a twin; a rival may be anybody, so it is no more than a line in the log. */
    private void alarm(Advert advert, Finding finding) {
        if (!advert.verify()) {
            ignore(Ignored.FORGED);
            return;
        }
        Instant now = clock.instant();
        synchronized (gate) {
            if (alarmed.isPresent() && now.isBefore(alarmed.get().plus(ALARM_AGAIN))) {
                return;
            }
            alarmed = Optional.of(now);
        }
        if (finding == Finding.TWIN) {
            around.alarm().accept(advert);
        } else {
            LOG.warn(
                    "Somebody at {} says that it is this machine, with another key: a machine recovered from this one's"
                            + " sheet, or a lie. If nobody recovered it, look who uses that address.",
                    advert.addresses());
        }
    }

    private void ignore(Ignored why) {
        Optional<String> line;
        synchronized (gate) {
            line = tally.add(why, clock.instant());
        }
        line.ifPresent(around.ignored());
    }

    private void tell(Advert advert) {
        advert.addresses().forEach(address -> tell(new Heard(address, Optional.of(advert.owner()))));
    }

    private void tell(Heard heard) {
        synchronized (gate) {
            addresses.remove(heard.address());
            addresses.put(heard.address(), heard.owner());
            if (addresses.size() > MOST_ADDRESSES) {
                addresses.remove(addresses.keySet().iterator().next());
            }
        }
        herald.tell(heard);
    }

    @Override
    public void close() {
        sessions.values().forEach(Discovery.Session::close);
        cache.save(known());
    }
}
