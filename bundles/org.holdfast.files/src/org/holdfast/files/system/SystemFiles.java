// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.system;

import java.util.Locale;
import org.holdfast.files.FileTree;
import org.holdfast.files.internal.linux.LinuxFileTree;
import org.holdfast.files.internal.nio.NioFileTree;

/** Chooses the file tree of the running system; docs/platforms.md says what each keeps. */
public final class SystemFiles {
    private SystemFiles() {}

    /**
     * A new file tree; one for a process is enough.
     *
     * @throws org.holdfast.model.HoldfastException INTERNAL on a Linux that lacks what is needed. It never falls back to
     *     what would lose metadata in silence
     */
    public static FileTree tree() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.startsWith("linux") ? new LinuxFileTree() : new NioFileTree();
    }
}
