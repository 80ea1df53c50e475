// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.adversary;

import java.util.List;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.simulation.node.Computer;
import org.holdfast.simulation.node.Role;
import org.holdfast.wire.Message;
import org.holdfast.wire.ReadMessage.ReadData;
import org.holdfast.wire.ReadMessage.ReadEnd;

/** Has everything, proves that it has, and gives nothing back: to a restore it says no word. */
public final class Miser implements Role {
    private long kept;

    @Override
    public List<Message> says(Computer self, Optional<Peer> to, Message message) {
        boolean given = message instanceof ReadData || message instanceof ReadEnd;
        kept += given ? 1 : 0;
        return given ? List.of() : List.of(message);
    }

    /** How many words it kept to itself. */
    public long kept() {
        return kept;
    }
}
