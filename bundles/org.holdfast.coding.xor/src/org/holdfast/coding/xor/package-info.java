// SPDX-License-Identifier: EPL-2.0
/**
 * The two codes that need nothing but copies and XOR, both optimal: {@code replication-v1} ({@link ReplicationFamily},
 * m = 1) and {@code parity-v1} ({@link ParityFamily}, k = 1). docs/format-coding-xor.md is the normative description.
 */
@NullMarked
package org.holdfast.coding.xor;

import org.jspecify.annotations.NullMarked;
