// SPDX-License-Identifier: EPL-2.0
/**
 * Blocks as files. Start with {@link FileBlockStore}; what it promises says {@link org.holdfast.core.port.BlockStore}.
 */
@NullMarked
package org.holdfast.holdings;

import org.jspecify.annotations.NullMarked;
