// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core;

import org.holdfast.model.ErrorCode;
import org.holdfast.wire.Message;

/** What can happen to a conversation. @param <D> what its own actions answer */
public sealed interface Event<D> {
    /** Always the first, and only once. */
    record Started<D>() implements Event<D> {}

    /** The other side said something. Data in it are valid during the step and its effects only. */
    record Received<D>(Message message) implements Event<D> {}

    /** The time of the latest {@link Effect.WakeAfter} is over. */
    record Elapsed<D>() implements Event<D> {}

    /** The link is gone; nothing can be sent any more. */
    record Disconnected<D>() implements Event<D> {}

    /** An action was carried out. */
    record Done<D>(D answer) implements Event<D> {}

    /** An action could not be carried out. */
    record Failed<D>(ErrorCode code, String why) implements Event<D> {}
}
