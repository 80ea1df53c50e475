// SPDX-License-Identifier: EPL-2.0
/** The nodes that the console looks at, and what it remembers between two starts. */
@NullMarked
package org.holdfast.console.node;

import org.jspecify.annotations.NullMarked;
