// SPDX-License-Identifier: EPL-2.0
/**
 * What runs before there is a node: it reads the clock itself, and its last words go to standard error, as no log is up
 * yet. The architecture test exempts this package, and no other of the bundle.
 */
@NullMarked
package org.holdfast.plugins.internal.start;

import org.jspecify.annotations.NullMarked;
