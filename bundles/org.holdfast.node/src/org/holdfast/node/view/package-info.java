// SPDX-License-Identifier: EPL-2.0
/**
 * From where a source is read: the live files, or a snapshot of their file system that stands still meanwhile. Start with
 * {@link org.holdfast.node.view.SourceView}.
 */
@NullMarked
package org.holdfast.node.view;

import org.jspecify.annotations.NullMarked;
