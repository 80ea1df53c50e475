// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Counts the adverts that were ignored, and says when a line about them is due: at the first one, and from then on once
 * in ten minutes at most, however many there are. Not thread-safe.
 */
final class AdvertTally {
    static final Duration PAUSE = Duration.ofMinutes(10);

    private final Map<Ignored, Long> counts = new EnumMap<>(Ignored.class);
    private Optional<Instant> said = Optional.empty();

    /** Why an advert was ignored. */
    enum Ignored {
        UNREADABLE("unreadable or too long"),
        FORGED("wrongly signed"),
        NOT_FRESH("replayed, expired, or from a clock that is a day off"),
        OTHER_CONFEDERATION("of another confederation"),
        TOO_MANY("more than are looked at in that time");

        private final String words;

        Ignored(String words) {
            this.words = words;
        }
    }

    /** One more. @return the line that is to be logged now */
    Optional<String> add(Ignored why, Instant now) {
        counts.merge(why, 1L, Long::sum);
        if (said.isPresent() && now.isBefore(said.get().plus(PAUSE))) {
            return Optional.empty();
        }
        said = Optional.of(now);
        StringJoiner line = new StringJoiner(", ");
        counts.forEach((each, count) -> line.add(count + " " + each.words));
        counts.clear();
        return Optional.of(line.toString());
    }
}
