// SPDX-License-Identifier: EPL-2.0
/**
 * What every provider of a cipher passes: extend {@link AuthenticatedCipherContract} if it has a tag,
 * {@link StreamCipherContract} if not.
 */
@NullMarked
package org.holdfast.testkit.crypto;

import org.jspecify.annotations.NullMarked;
