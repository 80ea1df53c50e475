// SPDX-License-Identifier: EPL-2.0
/**
 * How conversations are written here: each is a {@link Machine}, a pure function from state and {@link Event} to a {@link
 * Step}, the next state and the {@link Effect}s that somebody else carries out. The node carries them out with sockets,
 * files and clocks, the simulator with none of these. Start with {@link Machine} and {@link Conversation}; then read
 * the packages {@code handshake}, {@code negotiate}, {@code put} and {@code fetch}.
 */
@NullMarked
package org.holdfast.core;

import org.jspecify.annotations.NullMarked;
