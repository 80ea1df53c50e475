// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

import java.nio.ByteBuffer;

/** Looks at one proof while it comes in. The proof is hostile. Belongs to one thread. */
public interface Judge {
    /** Bytes that an honest proof of this challenge has; more need not be asked for. */
    long length();

    /** Takes the next bytes of the proof and moves the buffer to its limit; bytes beyond {@link #length} make it wrong. */
    void accept(ByteBuffer bytes);

    /** What the bytes so far are worth; nothing can follow. */
    Judgement judgement();
}
