// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core;

import java.util.List;

/**
 * The next state, and what has to be done: in this order, each effect finished before the next begins. If an action
 * fails, the effects behind it are dropped and the machine hears {@link Event.Failed}: so what stands behind an action
 * is never said or reported before the action is done. A {@link Effect.Report} is the last effect of all.
 */
public record Step<S, A, R>(S state, List<Effect<A, R>> effects) {
    public Step {
        effects = List.copyOf(effects);
    }

    public static <S, A, R> Step<S, A, R> to(S state) {
        return new Step<>(state, List.of());
    }

    public static <S, A, R> Step<S, A, R> to(S state, Effect<A, R> effect) {
        return new Step<>(state, List.of(effect));
    }

    public static <S, A, R> Step<S, A, R> to(S state, Effect<A, R> first, Effect<A, R> second) {
        return new Step<>(state, List.of(first, second));
    }

    public static <S, A, R> Step<S, A, R> to(S state, Effect<A, R> first, Effect<A, R> second, Effect<A, R> third) {
        return new Step<>(state, List.of(first, second, third));
    }
}
