// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/**
 * What a prune did.
 *
 * @param dropped segments that nothing needs any more
 * @param droppedBytes of them, as they lie at partners
 * @param repacked segments of which the little that is needed was stored anew
 * @param kept segments that are needed
 */
public record PruneReport(long dropped, long droppedBytes, long repacked, long kept) {}
