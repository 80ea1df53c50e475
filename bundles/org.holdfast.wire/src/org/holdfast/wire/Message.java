// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

/**
 * One thing that a node says to another. A family of messages belongs to each kind of conversation; every record in it
 * is one message of docs/protocol.md.
 */
public sealed interface Message
        permits LinkMessage,
                MemberMessage,
                NegotiationMessage,
                PutMessage,
                ReadMessage,
                HeadMessage,
                ObservationMessage,
                AuditMessage,
                HealthMessage,
                ReleaseMessage,
                Message.Unknown {

    /**
     * A message of a type that this version does not know. Only ever received: if its envelope is critical it is
     * answered with ERROR (NEWER_VERSION), otherwise skipped.
     */
    record Unknown(int type) implements Message {}
}
