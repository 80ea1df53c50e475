// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.view;

import org.holdfast.model.Bytes;

/** Opens the view that a source wants. */
public final class Views {
    private final String name;
    private final Tools tools;

    /** @param owner what tells the snapshots of this node from those of others on the same machine; letters and digits */
    public Views(String owner) {
        this.name = "holdfast-" + owner;
        this.tools = new Tools();
    }

    /**
     * Makes the snapshot, after removing one that a run before left behind.
     *
     * @throws org.holdfast.model.HoldfastException VIEW_FAILED with what the system's tool said
     */
    public SourceView open(ViewKind kind, Bytes source) {
        return switch (kind) {
            case LIVE -> new LiveView(source);
            case BTRFS -> BtrfsView.open(tools, name, source);
            case LVM -> LvmView.open(tools, name, source);
        };
    }

    /** The files themselves. */
    private record LiveView(Bytes path) implements SourceView {
        @Override
        public boolean isSnapshot() {
            return false;
        }

        @Override
        public void close() {
            // nothing was made
        }
    }
}
