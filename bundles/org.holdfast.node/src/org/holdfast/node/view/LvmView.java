// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.files.PathText;
import org.holdfast.model.Bytes;
import org.holdfast.model.HoldfastException;

/**
 * A snapshot of the logical volume that the source's file system lies on, mounted read-only. It has room for changes of a
 * tenth of the volume while the backup reads; when that is not enough, reading fails and the source counts as unread.
 */
final class LvmView implements SourceView {
    private final Tools tools;
    private final String volume;
    private final Path mount;
    private final Bytes path;
    private boolean closed;

    private LvmView(Tools tools, String volume, Path mount, Bytes path) {
        this.tools = tools;
        this.volume = volume;
        this.mount = mount;
        this.path = path;
    }

    static LvmView open(Tools tools, String name, Bytes source) {
        try {
            Path real = Path.of(Tools.text(source)).toRealPath();
            String device = tools.run("findmnt", "--noheadings", "--output", "SOURCE", "--target", real.toString())
                    .replaceFirst("\\[.*]$", "");
            Path top = Path.of(tools.run("findmnt", "--noheadings", "--output", "TARGET", "--target", real.toString()));
            String type = tools.run("findmnt", "--noheadings", "--output", "FSTYPE", "--target", real.toString());
            String[] names = tools.run("lvs", "--noheadings", "--separator", "/", "-o", "vg_name,lv_name", device)
                    .strip()
                    .split("/", 2);
            String volume = names[0] + "/" + name + "-" + names[1];
            removeLeftover(tools, volume);
            tools.run(
                    "lvcreate",
                    "--yes",
                    "--snapshot",
                    "--permission",
                    "r",
                    "--extents",
                    "10%ORIGIN",
                    "--name",
                    name + "-" + names[1],
                    names[0] + "/" + names[1]);
            return mounted(tools, volume, type, top, real);
        } catch (IOException e) {
            throw Tools.failed("the file system of the source cannot be found: " + e);
        }
    }

    private static LvmView mounted(Tools tools, String volume, String type, Path top, Path real) throws IOException {
        Path mount = Files.createTempDirectory("holdfast-view");
        LvmView view = new LvmView(tools, volume, mount, PathText.bytes(mount.resolve(top.relativize(real))));
        try {
            // XFS refuses a second file system of one id; its journal needs no replay for reading.
            String options = type.equals("xfs") ? "ro,nouuid,norecovery" : type.startsWith("ext") ? "ro,noload" : "ro";
            tools.run("mount", "-o", options, "/dev/" + volume, mount.toString());
            return view;
        } catch (HoldfastException e) {
            Files.delete(mount);
            tools.run("lvremove", "--yes", volume);
            throw e;
        }
    }

    /** Of a run that was cut off. The name says that it is this node's. */
    private static void removeLeftover(Tools tools, String volume) throws IOException {
        Path device = Path.of("/dev/" + volume);
        if (Files.exists(device)) {
            String mounted = mapped(device);
            for (String line : Files.readAllLines(Path.of("/proc/mounts"))) {
                String[] fields = line.split(" ");
                if (fields.length > 1 && (fields[0].equals(mounted) || fields[0].equals(device.toString()))) {
                    tools.run("umount", fields[1]);
                }
            }
            tools.run("lvremove", "--yes", volume);
        }
    }

    /** How the list of mounts calls it: names of volumes double their hyphens there. */
    private static String mapped(Path device) {
        String group = device.getParent().getFileName().toString().replace("-", "--");
        return "/dev/mapper/" + group + "-" + device.getFileName().toString().replace("-", "--");
    }

    @Override
    public Bytes path() {
        return path;
    }

    @Override
    public boolean isSnapshot() {
        return true;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        tools.run("umount", mount.toString());
        try {
            Files.delete(mount);
        } catch (IOException e) {
            throw Tools.failed("the folder " + mount + " cannot be removed: " + e);
        } finally {
            tools.run("lvremove", "--yes", volume);
        }
    }
}
