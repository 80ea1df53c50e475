// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core;

/**
 * One side of a conversation, as a pure function: equal states and events give equal steps. It neither waits nor reads
 * a clock, and keeps nothing between two steps but the state that it handed out.
 *
 * @param <S> its states
 * @param <A> actions that it asks for and that only its {@link Performer} can carry out
 * @param <D> what such an action answers
 * @param <R> its outcomes
 */
public interface Machine<S, A, D, R> {
    /** The state before {@link Event.Started}. */
    S start();

    /** What happens next. An event that does not fit the state is the other side's fault, never an exception. */
    Step<S, A, R> step(S state, Event<D> event);
}
