// SPDX-License-Identifier: EPL-2.0
/** How small files are written so that a crash leaves the old or the new one: {@link org.holdfast.trust.disk.Durable}. */
@NullMarked
package org.holdfast.trust.disk;

import org.jspecify.annotations.NullMarked;
