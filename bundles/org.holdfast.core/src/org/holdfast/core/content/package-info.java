// SPDX-License-Identifier: EPL-2.0
/**
 * How a stream of bytes becomes chunks and comes back: {@link org.holdfast.core.content.ContentWriter} cuts, {@link
 * org.holdfast.core.content.ContentReader} joins. Files, directories, index runs and snapshot lists all go this way.
 */
@NullMarked
package org.holdfast.core.content;

import org.jspecify.annotations.NullMarked;
