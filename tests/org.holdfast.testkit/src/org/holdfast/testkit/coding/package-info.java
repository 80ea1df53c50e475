// SPDX-License-Identifier: EPL-2.0
/** What every provider of an erasure code passes: extend {@link ErasureCodeContract}. */
@NullMarked
package org.holdfast.testkit.coding;

import org.jspecify.annotations.NullMarked;
