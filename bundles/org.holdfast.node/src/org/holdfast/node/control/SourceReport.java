// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** A tree that is backed up. */
public record SourceReport(String path, List<String> exclude, boolean oneFileSystem) {}
