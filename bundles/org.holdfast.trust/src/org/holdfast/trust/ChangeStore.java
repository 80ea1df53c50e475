// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.model.Bytes;
import org.holdfast.trust.internal.StateFile;

/**
 * The latest changes of the roster that this node signed, in {@code identity/changes} (magic "HFIR"): where several
 * admins sign, a version can lose against another's, and what was in it has to be made again:
 *
 * <pre>
 * changes   u16   at most 1024, the oldest first, and as many:
 *   number   u64   when it was signed, in ms; never falling, and alike only for changes of one version
 *   change   u16 length and the {@link RosterChange}
 * </pre>
 *
 * Thread-safe.
 */
public final class ChangeStore {
    /** How many are kept. */
    public static final int MOST = 1024;

    private final StateFile file;

    /** @param home the node's data folder */
    public ChangeStore(Path home) {
        this.file = new StateFile(
                home.resolve(IdentityStore.FOLDER).resolve("changes"),
                "HFIR",
                2 + MOST * (8 + 2 + RosterChange.MAX_BYTES),
                "Move it away, and look with 'holdfast member list' whether what you last changed is there");
    }

    /** A change, and when it was signed. */
    public record Kept(long number, RosterChange change) {}

    /** The oldest first. @throws org.holdfast.model.HoldfastException IDENTITY_DAMAGED */
    public synchronized List<Kept> all() {
        return file.read(ChangeStore::read).orElse(List.of());
    }

    /** Replaces them, durably; of too many the latest are kept. */
    public synchronized void keep(List<Kept> changes) {
        List<Kept> latest = changes.subList(Math.max(0, changes.size() - MOST), changes.size());
        ByteWriter out = new ByteWriter(1024).u16(latest.size());
        latest.forEach(
                each -> out.u64(each.number()).bytes16(Bytes.of(each.change().bytes())));
        file.write(out.toArray());
    }

    private static List<Kept> read(ByteReader in) {
        List<Kept> changes = new ArrayList<>();
        for (int left = in.count16(MOST, 8 + 2); left > 0; left--) {
            changes.add(new Kept(
                    in.u64(),
                    RosterChange.read(in.bytes16(RosterChange.MAX_BYTES).toArray())));
        }
        return changes;
    }
}
