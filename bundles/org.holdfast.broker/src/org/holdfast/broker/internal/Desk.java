// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.holdfast.format.Mac;
import org.holdfast.format.identity.Advert;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.Allowance;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;

/**
 * What a broker makes of a question. What costs little is checked first, and signatures only within an allowance, for
 * each network and for all. Thread-safe.
 */
public final class Desk {
    /** Questions of one network: so many a second, and so many at once. */
    static final int OF_NETWORK = 20;

    static final int OF_NETWORK_AT_ONCE = 200;

    /** The same of a site that has many networks. */
    static final int OF_SITE = 5 * OF_NETWORK;

    static final int OF_SITE_AT_ONCE = 5 * OF_NETWORK_AT_ONCE;

    /** Signatures that are checked: so many a second, and twice as many at once. */
    static final int SIGNATURES = 500;

    private static final int MOST_NETWORKS = 4_096;
    private static final int DIGITS = 20;

    private final Directory directory;
    private final Set<String> only;
    private final LinkedHashMap<SourceNetwork, Allowance> networks =
            new LinkedHashMap<>(16, 0.75f, true); // guarded by itself
    private Allowance signatures; // guarded by networks

    /** @param only as {@link org.holdfast.broker.BrokerSettings#only} */
    public Desk(Directory directory, Set<String> only, Instant now) {
        this.directory = directory;
        this.only = Set.copyOf(only);
        signatures = Allowance.full(SIGNATURES, 2 * SIGNATURES, now);
    }

    Directory directory() {
        return directory;
    }

    /** Whether one more question of this network is listened to. */
    boolean admits(SourceNetwork from, Instant now) {
        SourceNetwork site = from.site();
        boolean one = allows(from, Allowance.full(OF_NETWORK, OF_NETWORK_AT_ONCE, now), now);
        return one && (site.equals(from) || allows(site, Allowance.full(OF_SITE, OF_SITE_AT_ONCE, now), now));
    }

    private boolean allows(SourceNetwork from, Allowance first, Instant now) {
        synchronized (networks) {
            Allowance left = networks.getOrDefault(from, first).at(now);
            networks.put(from, left.less());
            if (networks.size() > MOST_NETWORKS) {
                networks.pollFirstEntry();
            }
            return !left.isEmpty();
        }
    }

    Answer answer(Question question, SourceNetwork from, Instant now) {
        Reception reception = Reception.TAKEN;
        List<DeviceKey> own = List.of();
        if (question.advert().length > 0) {
            try {
                Advert advert = Advert.read(question.advert());
                own = List.of(advert.device());
                reception = receive(question.group(), from, advert, now);
            } catch (HoldfastException e) {
                reception = Reception.MALFORMED;
            }
        }
        return new Answer(
                reception,
                directory.known(question.group()),
                directory.some(question.group(), from, own, question.wanted()));
    }

    private Reception receive(Id16 group, SourceNetwork from, Advert advert, Instant now) {
        String name = JoinCode.group(advert.confederation());
        if (!group.equals(Id16.truncated(Mac.sha256(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .bytes()))) {
            return Reception.MALFORMED;
        }
        if (!Advert.fresh(advert.sequence(), directory.sequence(group, advert.device()), now)) {
            return Reception.NOT_FRESH;
        }
        if (!serves(name) || !mayVerify(now)) {
            return Reception.NO_ROOM;
        }
        if (!advert.verify()) {
            return Reception.FORGED;
        }
        return directory.put(group, from, advert, now) ? Reception.TAKEN : Reception.NO_ROOM;
    }

    private boolean serves(String group) {
        return only.isEmpty() || only.contains(group.substring(group.length() - DIGITS));
    }

    private boolean mayVerify(Instant now) {
        synchronized (networks) {
            Allowance left = signatures.at(now);
            signatures = left.less();
            return !left.isEmpty();
        }
    }
}
