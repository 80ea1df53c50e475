// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.util.List;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.core.Performer;
import org.holdfast.core.negotiate.Responder;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.NegotiationMessage.Answer;

/** What {@link Reception} has to ask the node. MUST be thread-safe. */
public interface Office {
    /** What this node answers that peer to the four questions, now. */
    Answer answers(Peer peer);

    /** Considers proposals of that peer and keeps what is agreed. */
    Performer<Responder.Action, Responder.Decision> responder(Peer peer);

    /** All certificates that are known of an owner, newest first. */
    List<DeviceCert> certificates(OwnerId owner);

    /** The newest one. */
    Optional<Roster> roster();
}
