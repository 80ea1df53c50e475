// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

import java.nio.ByteBuffer;

/** Looks at one proof while it comes in. The proof is hostile. Belongs to one thread. */
public interface Judge {
    /** No honest proof of this challenge has more bytes; what announces more is wrong. */
    long most();

    /** Takes the next bytes of the proof and moves the buffer to its limit; bytes beyond {@link #most} make it wrong. */
    void accept(ByteBuffer bytes);

    /** What the bytes so far are worth; nothing can follow. */
    Judgement judgement();
}
