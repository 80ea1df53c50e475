// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.time.Duration;
import java.util.Optional;
import org.holdfast.wire.Message;

/** Two-way messages about one matter. One thread's. */
public interface Channel {
    /** @throws org.holdfast.model.HoldfastException PEER_LOST */
    void send(Message message);

    /**
     * The next message; empty after {@code patience}.
     *
     * @throws org.holdfast.model.HoldfastException PEER_LOST when nothing can come any more
     */
    Optional<Message> receive(Duration patience) throws InterruptedException;
}
