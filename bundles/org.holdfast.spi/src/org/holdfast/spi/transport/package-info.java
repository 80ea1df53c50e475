// SPDX-License-Identifier: EPL-2.0
/** What carries conversations between nodes: start with {@link Transport}. It proves keys, and knows nothing of messages. */
@NullMarked
package org.holdfast.spi.transport;

import org.jspecify.annotations.NullMarked;
