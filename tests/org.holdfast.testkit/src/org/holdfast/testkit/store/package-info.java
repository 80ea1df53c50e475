// SPDX-License-Identifier: EPL-2.0
/**
 * What every {@code Ledger}, {@code BlockStore} and {@code ChunkIndex} must do, in files or in memory, as test classes
 * to be extended. Start with {@link org.holdfast.testkit.store.LedgerContract}.
 */
@NullMarked
package org.holdfast.testkit.store;

import org.jspecify.annotations.NullMarked;
