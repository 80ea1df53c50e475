// SPDX-License-Identifier: EPL-2.0
/**
 * {@code block-v1}: the whole block comes back. Start with {@link org.holdfast.audit.block.BlockScheme};
 * docs/format-audit.md is the normative description.
 */
@NullMarked
package org.holdfast.audit.block;

import org.jspecify.annotations.NullMarked;
