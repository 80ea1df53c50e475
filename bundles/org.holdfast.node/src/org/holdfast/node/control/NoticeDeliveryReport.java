// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;

/**
 * How far a notice is on one way.
 *
 * @param state WAITING, SENT or GIVEN_UP
 * @param attempts that failed
 * @param at when it was sent or given up; while it waits, when it is tried next
 * @param why it could not be delivered the last time; empty if it never failed
 */
public record NoticeDeliveryReport(String way, String state, int attempts, Instant at, String why) {}
