// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Publishers, the same in all tests. */
final class Cast {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final PublisherKey HOUSE = key("The House", Duration.ofDays(30));
    static final PublisherKey FRIEND = key("Friend & Söhne", Duration.ofDays(30));
    static final PublisherKey STRANGER = key("Stranger", Duration.ofDays(30));
    static final PublisherKey FORMER = key("Former", Duration.ofDays(-1));
    static final Publishers TRUSTED =
            Publishers.of(List.of(HOUSE.certificate(), FRIEND.certificate(), FORMER.certificate()), Optional.empty());

    private Cast() {}

    private static PublisherKey key(String name, Duration left) {
        return PublisherKey.generate(name, NOW.minus(Duration.ofDays(60)), NOW.plus(left), new SecureRandom());
    }
}
