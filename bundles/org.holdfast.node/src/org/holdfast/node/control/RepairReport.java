// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/**
 * What a repair did.
 *
 * @param segments that wanted something
 * @param shards made anew
 * @param bytes of these
 * @param waiting shards that could not be made anew now
 * @param troubles why
 */
public record RepairReport(long segments, long shards, long bytes, long waiting, List<String> troubles) {}
