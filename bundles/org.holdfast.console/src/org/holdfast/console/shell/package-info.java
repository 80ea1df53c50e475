// SPDX-License-Identifier: EPL-2.0
/** The window around the perspectives: starting, choosing a node, a perspective, a theme. */
@NullMarked
package org.holdfast.console.shell;

import org.jspecify.annotations.NullMarked;
