// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.model.OwnerId;

/**
 * By how much other members' clocks are ahead of this one, as their signed adverts show when they come in. An advert may
 * have been under way for long, through a broker, which makes a clock look slow; so of each machine the one that was the
 * quickest counts, for ten minutes. Thread-safe.
 */
public final class ClockOffsets {
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);
    private static final int MOST = 512;

    private final Map<OwnerId, Seen> seen = new LinkedHashMap<>(); // guarded by this

    private record Seen(Duration ahead, Instant at) {}

    /** @param said what the other clock showed when the advert was made @param now what this one shows */
    synchronized void note(OwnerId member, Instant said, Instant now) {
        Seen fresh = new Seen(Duration.between(now, said), now);
        Seen before = seen.remove(member);
        boolean better = before == null
                || fresh.ahead().compareTo(before.ahead()) > 0
                || before.at().plus(GOOD_FOR).isBefore(now);
        seen.put(member, better ? fresh : before);
        if (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
    }

    /** One for each member that was heard; negative where it is behind. */
    public synchronized List<Duration> ahead() {
        return seen.values().stream().map(Seen::ahead).toList();
    }
}
