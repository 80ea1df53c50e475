// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.adversary;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.core.port.HeldWitness;
import org.holdfast.format.head.Witness;
import org.holdfast.model.OwnerId;
import org.holdfast.simulation.node.Computer;
import org.holdfast.simulation.node.Role;
import org.holdfast.wire.HeadMessage.WitnessTop;
import org.holdfast.wire.Message;

/** Takes every head, gives its receipt, and shows the oldest one that it has when it is asked for the newest. */
public final class Replayer implements Role {
    private static final int ALL = 10_000;
    private long replayed;

    @Override
    public List<Message> says(Computer self, Optional<Peer> to, Message message) {
        if (message instanceof WitnessTop(Optional<Witness> top) && top.isPresent() && to.isPresent()) {
            Optional<Witness> oldest = oldest(self, to.get().id());
            replayed += oldest.equals(top) ? 0 : 1;
            return List.of(new WitnessTop(oldest));
        }
        return List.of(message);
    }

    private static Optional<Witness> oldest(Computer self, OwnerId owner) {
        List<HeldWitness> all = self.disk().ledger.holdings().witnesses(owner, Optional.empty(), ALL);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Witness.read(ByteBuffer.wrap(all.getLast().witness().toArray())));
    }

    /** How often it showed another one than the newest. */
    public long replayed() {
        return replayed;
    }
}
