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
            case AgreementEvent.Elapsed elapsed -> watched(elapsed, since, OFFER);
        };
    }

    private static Change ofCommitment(AgreementTerms terms, AgreementEvent event) {
        return switch (event) {
            case AgreementEvent.Signed signed -> new Unchanged();
            case AgreementEvent.Withdrawn withdrawn -> refused(AgreementPhase.COMMITMENT, withdrawn);
            case AgreementEvent.Renewed renewed -> new Unchanged();
            case AgreementEvent.Noticed(Instant at) -> new Moved(AgreementPhase.CLOSING, at);
            case AgreementEvent.Elapsed(Instant at, Duration watched) ->
                moved(at, terms.start().plus(terms.commitment()), AgreementPhase.ACTIVE);
        };
    }

    private static Change ofActive(AgreementTerms terms, AgreementEvent event) {
        return switch (event) {
            case AgreementEvent.Signed signed -> new Unchanged();
            case AgreementEvent.Withdrawn withdrawn -> refused(AgreementPhase.ACTIVE, withdrawn);
            case AgreementEvent.Renewed renewed -> new Unchanged();
            case AgreementEvent.Noticed(Instant at) -> new Moved(AgreementPhase.CLOSING, at);
            case AgreementEvent.Elapsed(Instant at, Duration watched) ->
                moved(at, terms.allowances().expiry().orElse(Instant.MAX), AgreementPhase.CLOSING);
        };
    }

    private static Change ofClosing(Instant since, AgreementEvent event) {
        return switch (event) {
            case AgreementEvent.Signed signed -> refused(AgreementPhase.CLOSING, signed);
            case AgreementEvent.Withdrawn withdrawn -> refused(AgreementPhase.CLOSING, withdrawn);
            case AgreementEvent.Renewed renewed -> refused(AgreementPhase.CLOSING, renewed);
            case AgreementEvent.Noticed noticed -> new Unchanged();
            case AgreementEvent.Elapsed elapsed -> watched(elapsed, since, NOTICE);
        };
    }

    private static Change ofClosed(AgreementEvent event) {
        return switch (event) {
            case AgreementEvent.Signed signed -> refused(AgreementPhase.CLOSED, signed);
            case AgreementEvent.Withdrawn withdrawn -> new Unchanged();
            case AgreementEvent.Renewed renewed -> refused(AgreementPhase.CLOSED, renewed);
            case AgreementEvent.Noticed noticed -> new Unchanged();
            case AgreementEvent.Elapsed elapsed -> new Unchanged();
        };
    }

    /** Whether a phase lasts until a node has itself watched all of its time go by. */
    public static boolean isWatched(AgreementPhase phase) {
        return switch (phase) {
            case PROPOSED, CLOSING -> true;
            case COMMITMENT, ACTIVE, CLOSED -> false;
        };
    }

    private static Change watched(AgreementEvent.Elapsed elapsed, Instant since, Duration length) {
        return elapsed.watched().compareTo(length) < 0
                ? new Unchanged()
                : moved(elapsed.at(), since.plus(length), AgreementPhase.CLOSED);
    }

    private static Change moved(Instant now, Instant due, AgreementPhase to) {
        return now.isBefore(due) ? new Unchanged() : new Moved(to, now);
    }

    private static Change refused(AgreementPhase phase, AgreementEvent event) {
        return new Refused("an agreement that is " + phase + " cannot be "
                + event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }
}
