// SPDX-License-Identifier: EPL-2.0
/**
 * The code {@code rs-cauchy-v1}: Reed-Solomon from a Cauchy bit-matrix, run as a program of XORs. Any m of the m + k
 * shards restore the rest. Start with {@link ReedSolomonFamily}; docs/format-coding.md is the normative description.
 */
@NullMarked
package org.holdfast.coding.reedsolomon;

import org.jspecify.annotations.NullMarked;
