// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.notice;

import java.time.Duration;
import java.util.Optional;
import org.holdfast.core.notice.PlainText;
import org.holdfast.node.fence.Fence;
import org.holdfast.node.fence.Fence.Outcome;
import org.holdfast.spi.notice.Delivery;
import org.holdfast.spi.notice.Notice;
import org.holdfast.spi.notice.NoticeChannel;
import org.holdfast.spi.notice.NoticeSecrets;

/** One way of delivery behind a fence: one that hangs or throws is its own trouble. Thread-safe. */
public final class Way {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int LINE = 200;

    private final NoticeChannel channel;
    private final String id;
    private final Optional<String> target;
    private final Fence fence;

    private record Description(String id, Optional<String> target) {}

    private Way(NoticeChannel channel, Description description, Fence fence) {
        this.channel = channel;
        this.id = description.id();
        this.target = description.target().map(text -> PlainText.line(text, LINE));
        this.fence = fence;
    }

    /** What it says of itself is asked once: changed settings make another service. Empty if it says nothing that can be used. */
    public static Optional<Way> of(NoticeChannel channel, String bundle) {
        Outcome<Description> said = new Fence("The way of notices of " + bundle, Fence.QUICK)
                .call(() -> new Description(channel.id(), channel.target()));
        return said instanceof Outcome.Answered<Description>(Description description)
                        && description.id().matches("[a-z0-9.-]{1,32}")
                ? Optional.of(
                        new Way(channel, description, new Fence("The way of notices " + description.id(), LONGEST)))
                : Optional.empty();
    }

    public String id() {
        return id;
    }

    /** Where to, for people; empty if nobody has set it up. */
    public Optional<String> target() {
        return target;
    }

    /** Why it is not used any more, if so. */
    public Optional<String> shut() {
        return fence.shut();
    }

    Delivery deliver(Notice notice, NoticeSecrets secrets) {
        return switch (fence.call(() -> channel.deliver(notice, secrets))) {
            case Outcome.Answered<Delivery>(Delivery delivery) -> delivery;
            case Outcome.Failed<Delivery>(String why) -> new Delivery.Failed(why);
        };
    }
}
