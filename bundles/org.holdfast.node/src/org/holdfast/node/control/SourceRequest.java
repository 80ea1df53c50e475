// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** A tree to back up, with what to leave out. Globs match paths relative to the source. */
public record SourceRequest(String path, List<String> exclude, boolean oneFileSystem) {}
