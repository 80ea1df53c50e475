// SPDX-License-Identifier: EPL-2.0
/** Who may take part, and what an admin says of them. */
@NullMarked
package org.holdfast.console.confederation;

import org.jspecify.annotations.NullMarked;
