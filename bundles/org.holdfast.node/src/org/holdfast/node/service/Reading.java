// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import org.holdfast.core.content.Compositions;
import org.holdfast.node.restore.Browser;
import org.holdfast.node.restore.ChunkReader;
import org.holdfast.node.restore.OpenSegments;
import org.holdfast.node.restore.RestoreTally;

/** What reads stored data, and apart from it what looks ahead in metadata, which must not push data out; to be closed. */
record Reading(
        OpenSegments segments,
        OpenSegments metadata,
        ChunkReader chunks,
        Compositions compositions,
        Browser browser,
        RestoreTally tally)
        implements AutoCloseable {
    @Override
    public void close() {
        segments.close();
        metadata.close();
    }
}
