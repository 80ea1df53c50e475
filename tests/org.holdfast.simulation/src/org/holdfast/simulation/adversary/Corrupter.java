// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.adversary;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.simulation.node.Computer;
import org.holdfast.simulation.node.Role;
import org.holdfast.wire.Message;
import org.holdfast.wire.ReadMessage.ReadData;

/** Gives back every block with one bit turned, wherever chance has it. */
public final class Corrupter implements Role {
    private long turned;

    @Override
    public List<Message> says(Computer self, Optional<Peer> to, Message message) {
        return message instanceof ReadData data ? List.of(corrupted(self, data)) : List.of(message);
    }

    private ReadData corrupted(Computer self, ReadData data) {
        byte[] bytes = new byte[data.data().remaining()];
        data.data().duplicate().get(bytes);
        int bit = self.world().random().nextInt(bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        turned++;
        return new ReadData(data.offset(), ByteBuffer.wrap(bytes));
    }

    /** How often it did. */
    public long turned() {
        return turned;
    }
}
