// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core;

import java.util.Optional;

/** Carries out the actions of one conversation, on the caller's thread. */
@FunctionalInterface
public interface Performer<A, D> {
    /**
     * Returns when it is done, with the answer if the action has one.
     *
     * @throws org.holdfast.model.HoldfastException if it cannot be done; the machine is told
     */
    Optional<D> perform(A action);
}
