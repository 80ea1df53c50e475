// SPDX-License-Identifier: EPL-2.0
/** Who keeps this machine's data, and why they were chosen. */
@NullMarked
package org.holdfast.console.partners;

import org.jspecify.annotations.NullMarked;
