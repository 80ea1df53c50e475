// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.util.List;
import java.util.Optional;
import org.holdfast.files.EntryMetadata;
import org.holdfast.files.FileKind;
import org.holdfast.files.RestoreOptions;
import org.holdfast.files.Restored;
import org.holdfast.files.Warning;
import org.holdfast.files.internal.ComponentName;
import org.holdfast.model.Bytes;

/** Restores entries without content in one go: made, given their metadata, put in place. */
final class EntryMaker {
    private final Scratch scratch;
    private final RestoreOptions options;
    private final MetadataWriter writer;

    EntryMaker(Scratch scratch, RestoreOptions options, MetadataWriter writer) {
        this.scratch = scratch;
        this.options = options;
        this.writer = writer;
    }

    Restored make(DirectoryHandle directory, Bytes name, FileKind kind, EntryMetadata metadata, Placement.Maker maker) {
        Placement placement = placement(directory, name);
        Optional<Restored.Refused> refused = ComponentName.refuse(name).or(placement::obstacle);
        if (refused.isPresent()) {
            return refused.get();
        }
        int made = placement.make(maker);
        int fd = made < 0 ? made : placement.openMade(kind);
        if (fd < 0) {
            return WriteErrors.refused(name, "cannot be made", -fd);
        }
        List<Warning> warnings = writer.apply(fd, kind, metadata);
        scratch.close(fd);
        return ended(placement, warnings);
    }

    /** Makes {@code name} another name of the entry {@code earlier} of {@code holder}. */
    Restored link(DirectoryHandle directory, Bytes name, DirectoryHandle holder, Bytes earlier) {
        if (isSame(directory, name, holder, earlier)) {
            return new Restored.Done(List.of());
        }
        Placement placement = placement(directory, name);
        Optional<Restored.Refused> obstacle = placement.obstacle();
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        int made = placement.make(temporary -> NameCalls.linkat(
                scratch.captured, holder.fd(), scratch.otherName.set(earlier), directory.fd(), temporary));
        return made < 0 ? WriteErrors.refused(name, "cannot be linked", -made) : ended(placement, List.of());
    }

    /** Linux leaves both names in place when one link of a file is renamed over another; so that is found out first. */
    private boolean isSame(DirectoryHandle directory, Bytes name, DirectoryHandle holder, Bytes earlier) {
        if (scratch.stat(holder.fd(), scratch.name.set(earlier)) < 0) {
            return false;
        }
        long device = scratch.stat.device();
        long inode = scratch.stat.inode();
        return scratch.stat(directory.fd(), scratch.name.set(name)) == 0
                && scratch.stat.device() == device
                && scratch.stat.inode() == inode;
    }

    private Restored ended(Placement placement, List<Warning> warnings) {
        Optional<Restored.Refused> refused = placement.commit();
        return refused.isPresent() ? refused.get() : new Restored.Done(warnings);
    }

    private Placement placement(DirectoryHandle directory, Bytes name) {
        return new Placement(scratch, directory, name, options.overwrite());
    }
}
