// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.health;

/** Whether a partner that can be reached has proved what it keeps, as far as it was asked. */
public enum ProofStanding {
    /** It owes nothing. */
    CLEAR,
    /** It owes a proof, and has not been asked again lately: it may be this node that could not. */
    OPEN,
    /** It owes a proof, was asked just now, and gave none. To be there is no answer then. */
    OWED
}
