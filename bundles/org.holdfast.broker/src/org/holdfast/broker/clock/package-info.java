// SPDX-License-Identifier: EPL-2.0
/** The only place of the broker that reads the time. */
@NullMarked
package org.holdfast.broker.clock;

import org.jspecify.annotations.NullMarked;
