// SPDX-License-Identifier: EPL-2.0
/**
 * How fast the kernels are on this machine: run the main class {@link Kernels}. Not a test: nothing here fails because
 * a machine is slow.
 */
@NullMarked
package org.holdfast.bench;

import org.jspecify.annotations.NullMarked;
