// SPDX-License-Identifier: EPL-2.0
/** The files of the system that runs this. {@link SystemFiles#tree} is all there is. */
@NullMarked
package org.holdfast.files.system;

import org.jspecify.annotations.NullMarked;
