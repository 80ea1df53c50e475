// SPDX-License-Identifier: EPL-2.0
/** Finds nodes at addresses that an admin wrote down, where multicast does not reach: {@link FixedDiscovery}. */
@NullMarked
package org.holdfast.discovery.fixed;

import org.jspecify.annotations.NullMarked;
