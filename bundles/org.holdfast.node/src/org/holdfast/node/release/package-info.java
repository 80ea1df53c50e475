// SPDX-License-Identifier: EPL-2.0
/**
 * What this node does as an owner with what it does not need any more: forgets snapshots, finds out which segments nothing
 * refers to, and lets the partners free their blocks. Start with {@link org.holdfast.node.release.ReleaseRun}.
 */
@NullMarked
package org.holdfast.node.release;

import org.jspecify.annotations.NullMarked;
