// SPDX-License-Identifier: EPL-2.0
/**
 * What nodes say to each other, as records and as frames, exactly as docs/protocol.md. Pure code: it neither blocks nor
 * keeps state. Start with {@link Message} (the six families of messages) and {@link MessageCodec}.
 */
@NullMarked
package org.holdfast.wire;

import org.jspecify.annotations.NullMarked;
