// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.List;
import org.holdfast.core.selection.SelectionRules;
import org.holdfast.model.Bytes;
import org.holdfast.node.hooks.Hooks;
import org.holdfast.node.view.ViewKind;

/**
 * A tree to back up.
 *
 * @param path absolute, in the system's bytes
 * @param rules what of it is taken
 * @param hooks what runs before and after it is read
 * @param view from where it is read
 */
public record Source(Bytes path, SelectionRules rules, Hooks hooks, ViewKind view) {
    /** A tree with the usual rules, read as it is. @param exclude patterns, relative to the path */
    public Source(Bytes path, List<String> exclude, boolean oneFileSystem) {
        this(path, SelectionRules.excluding(exclude, oneFileSystem), Hooks.NONE, ViewKind.LIVE);
    }
}
