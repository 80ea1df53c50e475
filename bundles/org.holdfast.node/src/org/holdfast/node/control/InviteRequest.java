// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.Objects;
import java.util.Optional;

/** A right to join: for how many minutes, how often, and for which site. */
public record InviteRequest(int validMinutes, int uses, Optional<String> site) {
    /** What a caller left out is empty. */
    public InviteRequest {
        site = Objects.requireNonNullElse(site, Optional.empty());
    }
}
