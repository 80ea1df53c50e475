// SPDX-License-Identifier: EPL-2.0
/** What there was at each time: to be looked through, searched, compared and restored. */
@NullMarked
package org.holdfast.console.snapshots;

import org.jspecify.annotations.NullMarked;
