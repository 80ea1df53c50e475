// SPDX-License-Identifier: EPL-2.0
/** What all perspectives have in common: a node that may be there or not, and actions that may fail. */
@NullMarked
package org.holdfast.console.part;

import org.jspecify.annotations.NullMarked;
