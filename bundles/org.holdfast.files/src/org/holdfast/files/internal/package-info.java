// SPDX-License-Identifier: EPL-2.0
/** What every system's files share. */
@NullMarked
package org.holdfast.files.internal;

import org.jspecify.annotations.NullMarked;
