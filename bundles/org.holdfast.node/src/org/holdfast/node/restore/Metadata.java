// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.List;
import org.holdfast.files.EntryMetadata;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.format.tree.TreeEntry;

/** What of an entry a target sets besides its content. */
final class Metadata {
    private Metadata() {}

    static EntryMetadata of(TreeEntry entry) {
        List<ExtendedAttribute> attributes = entry.xattrs().stream()
                .map(each -> new ExtendedAttribute(each.name(), each.value()))
                .toList();
        return new EntryMetadata(
                entry.mode(), entry.uid(), entry.gid(), entry.mtimeSeconds(), entry.mtimeNanos(), attributes);
    }
}
