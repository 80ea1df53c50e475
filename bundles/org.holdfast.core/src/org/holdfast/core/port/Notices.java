// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.model.Bytes;

/**
 * The outbox: what people are told, and what has to be remembered of it. At most {@link #MOST} are kept. Each method is
 * one transaction; thread-safe.
 */
public interface Notices {
    /** So many notices are kept; the oldest go first, delivered or not. */
    int MOST = 500;

    /** Empty before the first {@link #write}. */
    Optional<Bytes> memory();

    /**
     * Keeps what was decided, all of it or nothing: so what was once looked at is told once, whenever the node stops.
     *
     * @param ways that each of them is to be delivered by
     * @param due when that is tried first
     * @return how many older ones were dropped that still waited somewhere
     */
    int write(Bytes memory, List<Told> notices, Collection<String> ways, Instant due);

    /** The ways that something waits for. */
    Set<String> waiting();

    /**
     * Everything that waits for a way, oldest first, at most {@code limit}; nothing if nothing of it is due yet. What is
     * further ahead than anything ever waits is due: the clock was ahead when that was written.
     */
    List<NoticeRow> due(String way, Instant now, int limit);

    void sent(String way, List<Long> numbers, Instant now);

    /** One more attempt failed. @param next when the way is tried again, with everything that waits for it */
    void failed(String way, List<Long> numbers, Instant next, String why);

    void givenUp(String way, List<Long> numbers, Instant now, String why);

    /** The newest first, with their deliveries. */
    List<NoticeRow> newest(int limit);
}
