// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.holdfast.core.agreement.Change.Moved;
import org.holdfast.core.agreement.Change.Refused;
import org.holdfast.core.agreement.Change.Unchanged;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;

/**
 * The life cycle of an agreement, exactly the table of docs/protocol-agreement.md. Phases only ever move forward; CLOSED
 * is the end. Pure: the caller stores what comes out.
 */
public final class AgreementLife {
    /** How long an offer stands that nobody answers. */
    public static final Duration OFFER = Duration.ofDays(1);

    /** From the notice to the end: time for the owners to move what they keep at each other. */
    public static final Duration NOTICE = Duration.ofDays(14);

    /** How long a clock must have said, while a node watched, that an agreed day has come: clocks may be wrong by a day. */
    public static final Duration SURE = Duration.ofDays(1);

    private AgreementLife() {}

    /**
     * @param phase where the agreement stands
     * @param since when it came there
     */
    public static Change next(AgreementPhase phase, Instant since, AgreementTerms terms, AgreementEvent event) {
        return switch (phase) {
            case PROPOSED -> ofProposed(since, terms, event);
            case COMMITMENT -> ofCommitment(terms, event);
            case ACTIVE -> ofActive(terms, event);
            case CLOSING -> ofClosing(since, event);
            case CLOSED -> ofClosed(event);
        };
    }

    private static Change ofProposed(Instant since, AgreementTerms terms, AgreementEvent event) {
        return switch (event) {
            case AgreementEvent.Signed(Instant at) ->
                new Moved(terms.commitment().isZero() ? AgreementPhase.ACTIVE : AgreementPhase.COMMITMENT, at);
            case AgreementEvent.Withdrawn(Instant at) -> new Moved(AgreementPhase.CLOSED, at);
            case AgreementEvent.Renewed renewed -> refused(AgreementPhase.PROPOSED, renewed);
            case AgreementEvent.Noticed noticed -> refused(AgreementPhase.PROPOSED, noticed);
            case AgreementEvent.Broken broken -> refused(AgreementPhase.PROPOSED, broken);
            case AgreementEvent.Elapsed elapsed -> watched(elapsed, OFFER, since.plus(OFFER), AgreementPhase.CLOSED);
        };
    }

    private static Change ofCommitment(AgreementTerms terms, AgreementEvent event) {
        return switch (event) {
            case AgreementEvent.Signed signed -> new Unchanged();
            case AgreementEvent.Withdrawn withdrawn -> refused(AgreementPhase.COMMITMENT, withdrawn);
            case AgreementEvent.Renewed renewed -> new Unchanged();
            case AgreementEvent.Noticed(Instant at) -> new Moved(AgreementPhase.CLOSING, at);
            case AgreementEvent.Broken(Instant at) -> new Moved(AgreementPhase.CLOSED, at);
            case AgreementEvent.Elapsed elapsed ->
                watched(elapsed, shorter(SURE, terms.commitment()), committed(terms), AgreementPhase.ACTIVE);
        };
    }

    private static Change ofActive(AgreementTerms terms, AgreementEvent event) {
        return switch (event) {
            case AgreementEvent.Signed signed -> new Unchanged();
            case AgreementEvent.Withdrawn withdrawn -> refused(AgreementPhase.ACTIVE, withdrawn);
            case AgreementEvent.Renewed renewed -> new Unchanged();
            case AgreementEvent.Noticed(Instant at) -> new Moved(AgreementPhase.CLOSING, at);
            case AgreementEvent.Broken(Instant at) -> new Moved(AgreementPhase.CLOSED, at);
            case AgreementEvent.Elapsed elapsed -> watched(elapsed, SURE, expiry(terms), AgreementPhase.CLOSING);
        };
    }

    private static Change ofClosing(Instant since, AgreementEvent event) {
        return switch (event) {
            case AgreementEvent.Signed signed -> refused(AgreementPhase.CLOSING, signed);
            case AgreementEvent.Withdrawn withdrawn -> refused(AgreementPhase.CLOSING, withdrawn);
            case AgreementEvent.Renewed renewed -> refused(AgreementPhase.CLOSING, renewed);
            case AgreementEvent.Noticed noticed -> new Unchanged();
            case AgreementEvent.Broken(Instant at) -> new Moved(AgreementPhase.CLOSED, at);
            case AgreementEvent.Elapsed elapsed -> watched(elapsed, NOTICE, since.plus(NOTICE), AgreementPhase.CLOSED);
        };
    }

    private static Change ofClosed(AgreementEvent event) {
        return switch (event) {
            case AgreementEvent.Signed signed -> refused(AgreementPhase.CLOSED, signed);
            case AgreementEvent.Withdrawn withdrawn -> new Unchanged();
            case AgreementEvent.Renewed renewed -> refused(AgreementPhase.CLOSED, renewed);
            case AgreementEvent.Noticed noticed -> new Unchanged();
            case AgreementEvent.Broken broken -> new Unchanged();
            case AgreementEvent.Elapsed elapsed -> new Unchanged();
        };
    }

    /**
     * From when on, by the clock, a node counts the time that it watches. An offer and a notice are long as such; what ends
     * on an agreed day is counted from that day on, so that it ends for both sides at nearly the same time, however long
     * they were off before. Whenever the clock says that it is earlier, the count begins anew.
     */
    public static Instant countedFrom(AgreementPhase phase, AgreementTerms terms) {
        return switch (phase) {
            case PROPOSED, CLOSING -> Instant.MIN;
            case COMMITMENT -> committed(terms);
            case ACTIVE -> expiry(terms);
            case CLOSED -> Instant.MAX;
        };
    }

    private static Instant committed(AgreementTerms terms) {
        return terms.start().plus(terms.commitment());
    }

    private static Instant expiry(AgreementTerms terms) {
        return terms.allowances().expiry().orElse(Instant.MAX);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Change watched(AgreementEvent.Elapsed elapsed, Duration length, Instant due, AgreementPhase to) {
        return elapsed.watched().compareTo(length) < 0 || elapsed.at().isBefore(due)
                ? new Unchanged()
                : new Moved(to, elapsed.at());
    }

    private static Change refused(AgreementPhase phase, AgreementEvent event) {
        return new Refused("an agreement that is " + phase + " cannot be "
                + event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }
}
