// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** What a face can ask about the organisation's CAs. Every failure is a {@link org.holdfast.model.HoldfastException}. */
public interface AuthorityControl {
    /** Under whose certificates machines may join. */
    List<AuthorityReport> list();

    /**
     * Puts one on the roster; only at a machine that is an admin.
     *
     * @param certificate path of a file on this machine with that one certificate, PEM or DER
     * @throws org.holdfast.model.HoldfastException NOT_ON_ROSTER, CERTIFICATE_UNUSABLE; CONFLICT if there are four
     */
    AuthorityReport add(String certificate);

    /**
     * Takes one off it; whoever joined with its certificates stays. Only at a machine that is an admin.
     *
     * @param fingerprint at least its first 8 digits
     * @throws org.holdfast.model.HoldfastException NOT_ON_ROSTER; USAGE if that is none, or not one
     */
    AuthorityReport remove(String fingerprint);
}
