// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.model.Bytes;

/**
 * The files that a system's packages brought, with the checksums that these should have. About 48 bytes a file. One
 * thread's.
 */
public final class PackageFiles {
    private final List<Row> rows;
    private final List<Package> packages;
    private final PathHash hash = new PathHash();
    private final int uid;
    private final int gid;

    /** An installed package. */
    public record Package(String name, String version) {}

    /** A file's checksum, as two numbers, and its package's place in the list. */
    record Row(long path, long high, long low, int owner) {}

    /** What a package says of one path. */
    public record Brought(Package owner, Md5 sum) {}

    /** @param uid whom the database belongs to; files of somebody else were changed; likewise {@code gid} */
    PackageFiles(List<Row> rows, List<Package> packages, int uid, int gid) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort((a, b) -> Long.compare(a.path(), b.path()));
        this.rows = sorted;
        this.packages = List.copyOf(packages);
        this.uid = uid;
        this.gid = gid;
    }

    /** How many files packages brought. */
    public int size() {
        return rows.size();
    }

    boolean isOwner(int someUid, int someGid) {
        return uid == someUid && gid == someGid;
    }

    /** What packages say of an absolute path; nothing if none brought it. */
    public List<Brought> at(Bytes path) {
        long wanted = hash.of(path);
        List<Brought> found = new ArrayList<>(1);
        for (int i = first(wanted); i < rows.size() && rows.get(i).path() == wanted; i++) {
            Row row = rows.get(i);
            found.add(new Brought(packages.get(row.owner()), new Md5(row.high(), row.low())));
        }
        return found;
    }

    private int first(long wanted) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (rows.get(middle).path() < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
