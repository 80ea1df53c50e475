// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody who calls a node may do; each role may do what those before it may.
 *
 * <p>The order of the constants is the rule, so a new one has to be put where it belongs.
 */
public enum AccessRole {
    /** Looks, and changes nothing. */
    VIEWER,
    /** Runs the daily work: backups, restores, sources, settings, partners. */
    OPERATOR,
    /** Decides what cannot be taken back, and who may decide: keys, members, plug-ins, what is forgotten. */
    CUSTODIAN;

    /** Whether this role may do what {@code needed} may. */
    public boolean covers(AccessRole needed) {
        return compareTo(needed) >= 0;
    }

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty if the word is none. */
    public static Optional<AccessRole> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
