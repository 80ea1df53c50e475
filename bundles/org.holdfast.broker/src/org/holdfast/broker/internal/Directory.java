// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.holdfast.format.identity.Advert;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Id16;

/**
 * The adverts that a broker knows, by group; bounded, and in memory only. Thread-safe.
 *
 * <p>Anybody can make keys and sign adverts, so the number of devices means nothing. What an attacker does not have many
 * of is networks: each has its own bounded share of a group, and {@link Roll#some} deals them out in turn. Names of groups
 * cost nothing either, so that what fits the memory is counted over all of them.
 */
public final class Directory {
    /** Most groups; the first that asks for one more is refused until one is empty. */
    static final int MOST_GROUPS = 64;

    /** Most adverts of all groups; a further one takes a place of the site that has most. */
    static final int MOST = 20_480;

    /** Most adverts of one site, in all groups. */
    static final int MOST_OF_SITE = 4_096;

    /** How long an advert stays that its node does not renew. */
    static final Duration KEPT = Duration.ofMinutes(30);

    private final RandomGenerator random;
    private final Map<Id16, Roll> rolls = new HashMap<>();
    private final Shares shares = new Shares(MOST, MOST_OF_SITE);

    public Directory(RandomGenerator random) {
        this.random = random;
    }

    /** The highest sequence heard of this device; 0 if it is not known. */
    synchronized long sequence(Id16 group, DeviceKey device) {
        Roll roll = rolls.get(group);
        return roll == null ? 0 : roll.sequence(device);
    }

    /** Takes an advert that was checked. @return false if there is no room for its group */
    synchronized boolean put(Id16 group, SourceNetwork from, Advert advert, Instant now) {
        if (!rolls.containsKey(group) && rolls.size() >= MOST_GROUPS) {
            forget(now);
            if (rolls.size() >= MOST_GROUPS) {
                return false;
            }
        }
        Roll roll = rolls.computeIfAbsent(group, each -> new Roll(shares));
        roll.remove(advert.device());
        makeRoom(from.site());
        roll.put(from, advert, now);
        return true;
    }

    private void makeRoom(SourceNetwork site) {
        if (shares.isFull(site)) {
            dropOneOf(site);
        } else if (shares.isFull()) {
            dropOneOf(shares.largest());
        }
    }

    private void dropOneOf(SourceNetwork site) {
        rolls.values().stream()
                .max(Comparator.comparingInt(roll -> roll.of(site)))
                .orElseThrow()
                .dropOneOf(site);
    }

    /** Up to {@code wanted} adverts of the group, those of other networks than the asker's first, none of {@code but}. */
    synchronized List<Bytes> some(Id16 group, SourceNetwork asker, List<DeviceKey> but, int wanted) {
        Roll roll = rolls.get(group);
        return roll == null ? List.of() : roll.some(asker, but, wanted, random);
    }

    synchronized int known(Id16 group) {
        Roll roll = rolls.get(group);
        return roll == null ? 0 : roll.size();
    }

    synchronized int groups() {
        return rolls.size();
    }

    synchronized int adverts() {
        return shares.all();
    }

    /** Drops what was not renewed in time. */
    synchronized void forget(Instant now) {
        rolls.values().forEach(roll -> roll.forget(now.minus(KEPT)));
        rolls.values().removeIf(roll -> roll.size() == 0);
    }
}
