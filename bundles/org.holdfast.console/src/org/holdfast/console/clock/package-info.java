// SPDX-License-Identifier: EPL-2.0
/** The console's only look at the clock. */
@NullMarked
package org.holdfast.console.clock;

import org.jspecify.annotations.NullMarked;
