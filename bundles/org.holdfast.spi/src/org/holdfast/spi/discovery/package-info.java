// SPDX-License-Identifier: EPL-2.0
/** What finds other nodes: start with {@link Discovery}. It is never believed: what it hears is only worth checking. */
@NullMarked
package org.holdfast.spi.discovery;

import org.jspecify.annotations.NullMarked;
