// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.model.Bytes;
import org.jspecify.annotations.Nullable;

/** Where a scan stands, put together into a path only when somebody asks. */
final class ScanPath {
    private final Bytes root;
    /** Names of the directories entered below the root. */
    private final List<Bytes> directories = new ArrayList<>();
    /** How many directories were entered, the root among them. */
    private int entered;
    /** An entry of the innermost directory; null while the scan stands at that directory itself. */
    private @Nullable Bytes entry;

    ScanPath(Bytes root) {
        this.root = root;
    }

    void atRoot() {
        entry = null;
    }

    void at(Bytes name) {
        entry = name;
    }

    /** The entry turned out to be a directory. */
    void enter() {
        if (entered++ > 0 && entry != null) {
            directories.add(entry);
        }
        entry = null;
    }

    /** Stands at the directory left, as an entry of its parent. */
    void leave() {
        entered--;
        entry = directories.isEmpty() ? null : directories.removeLast();
    }

    Bytes belowRoot() {
        return join(Bytes.EMPTY, entry);
    }

    Bytes full() {
        return join(root, entry);
    }

    /** The full path of an entry of the innermost directory. */
    Bytes of(Bytes name) {
        return join(root, name);
    }

    /** The full path of the innermost directory. */
    Bytes parent() {
        return join(root, null);
    }

    private Bytes join(Bytes first, @Nullable Bytes last) {
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        path.writeBytes(first.toArray());
        byte end = first.length() == 0 ? 0 : first.toArray()[first.length() - 1];
        boolean slash = first.length() > 0 && end != '/';
        for (Bytes name : directories) {
            slash = append(path, slash, name);
        }
        if (last != null) {
            append(path, slash, last);
        }
        return Bytes.of(path.toByteArray());
    }

    private static boolean append(ByteArrayOutputStream path, boolean slash, Bytes name) {
        if (slash) {
            path.write('/');
        }
        path.writeBytes(name.toArray());
        return true;
    }
}
