// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the notes of a file beside those of before, and takes their place at the end. One thread's. */
final class PageNoteWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageNoteWriter.class);

    private final Path file;
    private final Path draft;
    private final byte[] key;
    private @Nullable DataOutputStream out;
    private boolean failed;

    PageNoteWriter(Path file, Path draft, byte[] key) {
        this.file = file;
        this.draft = draft;
        this.key = key;
    }

    void add(PageRecord record) {
        if (failed) {
            return;
        }
        try {
            if (out == null) {
                out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16));
            }
            record.write(out, key);
        } catch (IOException e) {
            fail(e);
        }
    }

    /** A backup does not end for this: the next one stores more than it would have to. */
    private void fail(IOException e) {
        failed = true;
        LOG.warn("Page notes cannot be written to {}: {}. Check the disk and its space.", draft, e.getMessage());
    }

    /** From now on these are the file's notes. */
    void commit() {
        close();
        try {
            if (!failed && Files.exists(draft)) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Without {@link #commit} the notes stay as they were; what was written is swept up by {@link PageNotes#trim}. */
    @Override
    public void close() {
        try {
            if (out != null) {
                out.close();
                out = null;
            }
        } catch (IOException e) {
            fail(e);
        }
    }
}
