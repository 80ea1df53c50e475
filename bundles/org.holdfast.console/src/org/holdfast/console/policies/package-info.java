// SPDX-License-Identifier: EPL-2.0
/** The node's settings, as the node describes them. */
@NullMarked
package org.holdfast.console.policies;

import org.jspecify.annotations.NullMarked;
