// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.repair;

/** How one placed shard stands, best first. */
public enum ShardStand {
    /** It lies with a partner that is there, or somebody else cares for it (a planned leave). */
    SAFE,
    /** It waits durably on this machine for such a partner. */
    WAITING,
    /** It lies with a partner that gave something wrong: there, as far as anybody knows, and nothing to count on. */
    DOUBTFUL,
    /** It lies with a partner that has been silent for too long, and may come back. */
    AWAY,
    /** It is damaged or released, was never delivered, or its partner broke the agreement. */
    GONE
}
