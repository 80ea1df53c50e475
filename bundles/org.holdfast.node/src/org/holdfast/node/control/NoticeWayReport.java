// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/**
 * A way to tell people something.
 *
 * @param target where to, without anything secret; empty if it is not set up
 * @param trouble why it is not used, though it is set up; empty if it is
 */
public record NoticeWayReport(String way, String target, String trouble) {}
