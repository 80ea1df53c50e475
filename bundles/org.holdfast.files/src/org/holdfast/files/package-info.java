// SPDX-License-Identifier: EPL-2.0
/**
 * Trees of files, read and written with everything that the system keeps about them. Names are bytes and symbolic links
 * are never followed below a root. Start with {@link FileTree}: {@link TreeScan} reads a tree as a sequence of events,
 * {@link TreeTarget} writes one. The tree of the running system comes from {@code org.holdfast.files.system}.
 */
@NullMarked
package org.holdfast.files;

import org.jspecify.annotations.NullMarked;
