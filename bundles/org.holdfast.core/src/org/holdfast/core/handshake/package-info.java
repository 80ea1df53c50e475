// SPDX-License-Identifier: EPL-2.0
/**
 * How two nodes find out who the other is, and what it is allowed here: {@link
 * org.holdfast.core.handshake.Handshake}, the first conversation of every link. A machine without a row on the roster
 * becomes a member by {@link org.holdfast.core.handshake.JoinAsker} and {@link
 * org.holdfast.core.handshake.JoinGranter}.
 */
@NullMarked
package org.holdfast.core.handshake;

import org.jspecify.annotations.NullMarked;
