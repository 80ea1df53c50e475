// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.util.List;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.wire.Message;

/**
 * What a machine makes of what it is about to say: an honest one says it, an adversary says something else, or nothing.
 * It cannot say what takes another's key, since everything it says is made from what is at hand here.
 */
@FunctionalInterface
public interface Role {
    /** Says everything as it is. */
    Role HONEST = (self, to, message) -> List.of(message);

    /**
     * @param self the machine that speaks
     * @param to who hears it; empty before it has proved who it is
     */
    List<Message> says(Computer self, Optional<Peer> to, Message message);
}
