// SPDX-License-Identifier: EPL-2.0
/**
 * Links to other nodes and the conversations on them. Start with {@link org.holdfast.node.net.PeerLink}; which peers
 * are linked is in {@link org.holdfast.node.net.PeerLinks}.
 */
@NullMarked
package org.holdfast.node.net;

import org.jspecify.annotations.NullMarked;
