// SPDX-License-Identifier: EPL-2.0
/**
 * The ports of the core in memory, with what a crash does to a disk: a change is there whole or not at all, and what was
 * not committed is lost. A crash can come before or after every single change.
 */
@NullMarked
package org.holdfast.simulation.disk;

import org.jspecify.annotations.NullMarked;
