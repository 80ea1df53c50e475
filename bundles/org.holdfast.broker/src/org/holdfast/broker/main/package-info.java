// SPDX-License-Identifier: EPL-2.0
/** The program {@code holdfast-broker}. */
@NullMarked
package org.holdfast.broker.main;

import org.jspecify.annotations.NullMarked;
