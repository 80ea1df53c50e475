// SPDX-License-Identifier: EPL-2.0
/**
 * What a node does for others: {@link org.holdfast.core.serve.Reception} opens the right conversation for the first
 * message of a stream, or answers it at once.
 */
@NullMarked
package org.holdfast.core.serve;

import org.jspecify.annotations.NullMarked;
