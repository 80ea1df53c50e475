// SPDX-License-Identifier: EPL-2.0
/** How the small private files of a node are written, read and erased, and how a sheet's text is laid out. */
@NullMarked
package org.holdfast.trust.internal;

import org.jspecify.annotations.NullMarked;
