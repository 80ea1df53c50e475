// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core;

import java.time.Duration;
import org.holdfast.wire.Message;

/**
 * What a machine wants done.
 *
 * @param <A> its own actions
 * @param <R> its outcomes
 */
public sealed interface Effect<A, R> {
    /** Say this to the other side. */
    record Send<A, R>(Message message) implements Effect<A, R> {}

    /** Wake me with {@link Event.Elapsed}; replaces the wish before. */
    record WakeAfter<A, R>(Duration delay) implements Effect<A, R> {}

    /** Carry out an action; what it answers comes back as {@link Event.Done}. */
    record Do<A, R>(A action) implements Effect<A, R> {}

    /** This is how it ended. */
    record Report<A, R>(R outcome) implements Effect<A, R> {}
}
