// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import org.holdfast.model.ErrorCode;

/** HTTP's word for an error. Pure. */
final class Statuses {
    static final int NO_SUCH_CALL = 404;
    private static final int FAILED = 409;

    private Statuses() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case USAGE -> 400;
            case ACCESS_REFUSED, ROLE_NEEDED -> 403;
            case CONFIG_CHANGED -> 412;
            case TOO_MANY_CALLS -> 429;
            case INTERNAL -> 500;
            default -> FAILED;
        };
    }
}
