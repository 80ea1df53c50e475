// SPDX-License-Identifier: EPL-2.0
/**
 * What of a source is backed up: include and exclude patterns, ignore files in folders, limits of size and age, tagged
 * caches. Start with {@link org.holdfast.core.selection.Selection}. Each answer carries its reason, so that whoever scans
 * and whoever explains share one way. docs/selection.md says the same in words.
 */
@NullMarked
package org.holdfast.core.selection;

import org.jspecify.annotations.NullMarked;
