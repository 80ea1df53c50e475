// SPDX-License-Identifier: EPL-2.0
/**
 * Files through java.nio.file, for systems other than Linux: fewer metadata, and paths instead of open directories.
 * {@link org.holdfast.files.internal.nio.NioFileTree} is the way in.
 */
@NullMarked
package org.holdfast.files.internal.nio;

import org.jspecify.annotations.NullMarked;
