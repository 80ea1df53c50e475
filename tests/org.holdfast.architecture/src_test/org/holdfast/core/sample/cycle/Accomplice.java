// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.sample.cycle;

import org.holdfast.core.sample.OffenderHelper;

/** The other half of a cycle. */
public final class Accomplice {
    public int help(OffenderHelper offender) {
        return offender.hashCode();
    }
}
