// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;

/**
 * How far a notice is on one way.
 *
 * @param attempts that failed
 * @param at when it was sent or given up; while it waits, when it is tried next
 * @param why it could not be delivered the last time; empty if it never failed
 * @param since when it was to be tried first
 */
public record DeliveryRow(String way, State state, int attempts, Instant at, String why, Instant since) {
    /** WAITING ends in SENT or GIVEN_UP. */
    public enum State {
        WAITING,
        SENT,
        GIVEN_UP
    }
}
