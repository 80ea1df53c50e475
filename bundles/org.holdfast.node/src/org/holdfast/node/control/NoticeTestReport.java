// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/**
 * What came of a test of one way.
 *
 * @param target where to
 * @param delivered whether the other side has taken it
 * @param text what it said, or what went wrong and what to do
 */
public record NoticeTestReport(String way, String target, boolean delivered, String text) {}
