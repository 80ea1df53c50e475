// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.advert;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.holdfast.format.identity.Advert;
import org.holdfast.model.Allowance;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;

/**
 * Keeps what is dear (checking a signature, dialling) from what is cheap (making up adverts), and remembers the adverts
 * that were found true. Bounded: {@link #MOST_MEMBERS} and {@link #MOST_STRANGERS} devices. Not thread-safe.
 *
 * <p>Whoever the roster does not list may be a newcomer whose row has not come here yet, or one of any number of keys
 * that somebody made up. So they have an allowance of their own, and never take a member's place.
 */
public final class AdvertGate {
    /** Signature checks a second for members; twice as many at once. */
    public static final int MEMBERS_A_SECOND = 50;

    /** And for all others; {@link #STRANGERS_AT_ONCE} at once. */
    public static final int STRANGERS_A_SECOND = 1;

    public static final int STRANGERS_AT_ONCE = 32;
    public static final int MOST_MEMBERS = 512;
    public static final int MOST_STRANGERS = 64;

    /** An advert that is older is not kept: its addresses are hardly right any more. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** For so long after a check an advert that says the same is not checked. */
    public static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private static final int OWN_REMEMBERED = 64;

    private final Self self;
    private final Map<DeviceKey, Advert> members = new LinkedHashMap<>();
    private final Map<DeviceKey, Advert> strangers = new LinkedHashMap<>();
    private final TreeSet<Long> own = new TreeSet<>();
    private Allowance forMembers;
    private Allowance forStrangers;

    /** Who looks. */
    public record Self(OwnerId owner, DeviceKey device) {}

    /**
     * Whom this node would deal with.
     *
     * @param ours whether that is, or may be, the own confederation
     * @param listed whether the roster has that owner; all, while there is no roster
     */
    public record Membership(Predicate<ConfederationId> ours, Predicate<OwnerId> listed) {}

    public AdvertGate(Self self, Instant now) {
        this.self = self;
        own.add(now.toEpochMilli());
        forMembers = Allowance.full(MEMBERS_A_SECOND, 2 * MEMBERS_A_SECOND, now);
        forStrangers = Allowance.full(STRANGERS_A_SECOND, STRANGERS_AT_ONCE, now);
    }

    /** This node makes an advert. */
    public void issued(Advert advert) {
        own.add(advert.sequence());
        if (own.size() > OWN_REMEMBERED) {
            own.pollFirst();
        }
    }

    /** What an advert is before its signature is checked. Uses up what is allowed. */
    public Finding look(Advert advert, Membership membership, Instant now) {
        if (!membership.ours().test(advert.confederation())) {
            return Finding.OTHER_CONFEDERATION;
        }
        if (advert.device().equals(self.device())) {
            return twin(advert, now);
        }
        if (!Advert.fresh(advert.sequence(), last(advert.device()), now)) {
            return Finding.NOT_FRESH;
        }
        if (advert.owner().equals(self.owner())) {
            return stranger(now) ? Finding.RIVAL : Finding.TOO_MANY;
        }
        if (!membership.listed().test(advert.owner())) {
            return stranger(now) ? Finding.STRANGER : Finding.TOO_MANY;
        }
        if (!member(now)) {
            return Finding.TOO_MANY;
        }
        return isRepeated(advert) ? Finding.REPEATED : Finding.MEMBER;
    }

    private boolean isRepeated(Advert advert) {
        Advert known = members.get(advert.device());
        return known != null
                && known.owner().equals(advert.owner())
                && known.addresses().equals(advert.addresses())
                && advert.sequence() - known.sequence() < GOOD_FOR.toMillis();
    }

    /** An advert that was made before the oldest one that is remembered may have been made here. */
    private Finding twin(Advert advert, Instant now) {
        boolean notOurs = advert.sequence() > own.first() && !own.contains(advert.sequence());
        if (!notOurs) {
            return Finding.OWN;
        }
        return stranger(now) ? Finding.TWIN : Finding.TOO_MANY;
    }

    private boolean member(Instant now) {
        Allowance left = forMembers.at(now);
        forMembers = left.less();
        return !left.isEmpty();
    }

    private boolean stranger(Instant now) {
        Allowance left = forStrangers.at(now);
        forStrangers = left.less();
        return !left.isEmpty();
    }

    private long last(DeviceKey device) {
        Advert known = members.getOrDefault(device, strangers.get(device));
        return known == null ? 0 : known.sequence();
    }

    /** Keeps an advert whose signature is right. @return whether it says something that was not known */
    public boolean keep(Advert advert, Finding finding) {
        Advert before = members.getOrDefault(advert.device(), strangers.get(advert.device()));
        members.remove(advert.device());
        strangers.remove(advert.device());
        if (finding == Finding.MEMBER) {
            put(members, advert, MOST_MEMBERS);
        } else {
            put(strangers, advert, MOST_STRANGERS);
        }
        return before == null || !before.addresses().equals(advert.addresses());
    }

    private static void put(Map<DeviceKey, Advert> map, Advert advert, int most) {
        map.put(advert.device(), advert);
        if (map.size() > most) {
            map.remove(map.keySet().iterator().next());
        }
    }

    /** The adverts of others that are kept, the latest last. */
    public List<Advert> strangers() {
        return List.copyOf(strangers.values());
    }

    /** Members' adverts that are kept, the latest last. */
    public List<Advert> members() {
        return List.copyOf(members.values());
    }
}
