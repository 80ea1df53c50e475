// SPDX-License-Identifier: EPL-2.0
/** Long work that people start: each piece is a job of the platform, with progress, cancelled at will. */
@NullMarked
package org.holdfast.console.work;

import org.jspecify.annotations.NullMarked;
