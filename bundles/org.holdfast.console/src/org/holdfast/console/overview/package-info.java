// SPDX-License-Identifier: EPL-2.0
/** Are my data safe, and why. */
@NullMarked
package org.holdfast.console.overview;

import org.jspecify.annotations.NullMarked;
