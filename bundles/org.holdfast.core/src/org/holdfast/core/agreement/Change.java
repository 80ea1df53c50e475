// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.agreement;

import java.time.Instant;
import org.holdfast.model.AgreementPhase;

/** What an event does to an agreement. */
public sealed interface Change {
    /** A new phase, to be stored with its time in one transaction before anything is done about it. */
    record Moved(AgreementPhase to, Instant since) implements Change {}

    record Unchanged() implements Change {}

    /** The event does not fit the phase; nothing changes. */
    record Refused(String reason) implements Change {}
}
