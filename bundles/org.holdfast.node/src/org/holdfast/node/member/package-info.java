// SPDX-License-Identifier: EPL-2.0
/** Belonging to a confederation: the roster, letting others in, and being let in. */
@NullMarked
package org.holdfast.node.member;

import org.jspecify.annotations.NullMarked;
