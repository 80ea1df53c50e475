// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.agreement;

import java.time.Duration;
import java.time.Instant;

/** Something that can end a phase of an agreement. */
public sealed interface AgreementEvent {
    Instant at();

    /** The second signature is there, and checked. */
    record Signed(Instant at) implements AgreementEvent {}

    /** The side that was asked said no, or the side that asked thought better of it. */
    record Withdrawn(Instant at) implements AgreementEvent {}

    /** Both signed the next version of the terms. */
    record Renewed(Instant at) implements AgreementEvent {}

    /** One side announced that it leaves. */
    record Noticed(Instant at) implements AgreementEvent {}

    /** One side broke it: its grace is over, or it is convicted. Or the other says so, and serves it no longer. */
    record Broken(Instant at) implements AgreementEvent {}

    /**
     * Time went by.
     *
     * @param watched how much of the phase this node has itself seen go by, on a stop-watch
     */
    record Elapsed(Instant at, Duration watched) implements AgreementEvent {}
}
