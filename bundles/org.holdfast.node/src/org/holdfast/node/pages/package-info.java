// SPDX-License-Identifier: EPL-2.0
/**
 * Small writes in large files: notes on this machine say what each page of a large file was and where it lies, so that a
 * chunk of which a few pages changed is put together from pieces of earlier chunks. Start at {@link PagedContent}.
 */
@NullMarked
package org.holdfast.node.pages;

import org.jspecify.annotations.NullMarked;
