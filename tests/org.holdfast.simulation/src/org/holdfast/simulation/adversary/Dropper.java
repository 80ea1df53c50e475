// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.adversary;

import java.util.List;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.model.ErrorCode;
import org.holdfast.simulation.node.Computer;
import org.holdfast.simulation.node.Role;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.ReadMessage.ReadData;
import org.holdfast.wire.ReadMessage.ReadEnd;

/** Gives receipts for blocks, and has none of them when they are wanted back. */
public final class Dropper implements Role {
    private long refused;

    @Override
    public List<Message> says(Computer self, Optional<Peer> to, Message message) {
        if (message instanceof ReadData(int offset, var data)) {
            refused += offset == 0 ? 1 : 0;
            return offset == 0 ? List.of(new Failure(ErrorCode.BLOCK_UNKNOWN, "what block?")) : List.of();
        }
        return message instanceof ReadEnd ? List.of() : List.of(message);
    }

    /** How often it did. */
    public long refused() {
        return refused;
    }
}
