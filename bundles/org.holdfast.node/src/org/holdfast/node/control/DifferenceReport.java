// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/** A path that differs: change is added, removed, content, metadata or kind. */
public record DifferenceReport(String path, String change) {}
