// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.Optional;
import org.holdfast.core.content.ContentWriter;
import org.holdfast.files.FileContent;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.node.pages.PagedContent;

/** Reads files and has their content cut and stored. One thread's. */
final class FileStore {
    private static final int READ = 1 << 20;

    private final SegmentPipeline pipeline;
    private final LargeFiles large;
    private final Runnable pause;

    /** @param pause called between pieces of a file; may wait */
    FileStore(SegmentPipeline pipeline, LargeFiles large, Runnable pause) {
        this.pipeline = pipeline;
        this.large = large;
        this.pause = pause;
    }

    /**
     * Stores a file.
     *
     * @param length of its data when it was opened: a file that grows is kept as it was then
     */
    ContentRef store(byte[] path, FileContent content, long length) {
        try (PagedContent paged =
                large.open(path, content.entry(), length, pipeline.pages()).orElse(null)) {
            Optional<PagedContent> pages = Optional.ofNullable(paged);
            ContentWriter writer = new ContentWriter(
                    pipeline.chunker(), pages.isPresent() ? pages.get() : pipeline.data(), pipeline.metadata());
            read(content, length, writer, pages);
            pages.ifPresent(PagedContent::end);
            ContentRef stored = writer.finish();
            pages.ifPresent(PagedContent::commit);
            return stored;
        }
    }

    private void read(FileContent content, long length, ContentWriter writer, Optional<PagedContent> pages) {
        int step = Math.clamp(length, 1, READ);
        long left = length;
        while (left > 0) {
            pause.run();
            byte[] room = writer.room(step);
            int at = writer.position();
            int count = content.read(room, at, (int) Math.min(step, left));
            if (count < 0) {
                break;
            }
            pages.ifPresent(each -> each.feed(room, at, count));
            writer.advance(count);
            left -= count;
        }
    }
}
