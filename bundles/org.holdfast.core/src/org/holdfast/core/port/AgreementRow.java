// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementPhase;

/** An agreement, where it stands, and since when. */
public record AgreementRow(Agreement agreement, AgreementPhase phase, Instant since) {}
