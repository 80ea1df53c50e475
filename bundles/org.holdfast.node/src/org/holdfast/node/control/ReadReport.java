// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/**
 * The end of a look at a file, which is whole then.
 *
 * @param bytes that were put together; whole chunks, so it may be more than was handed out
 * @param fetchedBytes what partners sent for it, which counts as what is read back there
 */
public record ReadReport(long bytes, long fetchedBytes) {}
