// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.nio.file.Path;
import java.util.List;
import org.holdfast.format.head.FormatsUsed;
import org.holdfast.model.Digest;

/** The plug-ins of this node, as readers of what is stored. Thread-safe. */
@FunctionalInterface
public interface ReaderShelf {
    /** For each of these formats that a plug-in reads, one that does; none comes twice. */
    List<Jar> readers(FormatsUsed foreign);

    /**
     * A plug-in's signed jar.
     *
     * @param formats of those asked for, the ones that it is here for
     * @param file the jar; whoever takes it compares it with the hash
     */
    record Jar(String name, String version, Digest sha256, FormatsUsed formats, Path file) {}
}
