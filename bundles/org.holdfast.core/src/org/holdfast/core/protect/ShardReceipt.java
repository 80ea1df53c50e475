// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.protect;

import java.time.Instant;

/**
 * A partner's word that it holds a shard durably.
 *
 * @param position of the shard in its codeword, from 0
 * @param host the failure domain that the partner stands on
 * @param lockedUntil not freed before
 */
public record ShardReceipt(int position, String host, Instant lockedUntil) {}
