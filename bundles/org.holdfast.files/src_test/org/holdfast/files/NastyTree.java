// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** A tree with everything that a Linux file system can hold and a backup can lose. */
public final class NastyTree {
    /** Levels below the root of its deepest directory. */
    public static final int DEPTH = 1000;

    private static final int FIFO = 0010000;
    private static final int SOCKET = 0140000;
    private static final int CHARACTER = 0020000;
    private static final int BLOCK = 0060000;
    private static final boolean ROOT = Native.USER == 0;
    private static final HexFormat HEX = HexFormat.of();

    /** Version 2, cap_net_raw and cap_net_bind_service permitted and effective. */
    private static final byte[] CAPABILITY = HEX.parseHex("0100000200240000000000000000000000000000");
    /** user::rw- user:1000:rw- group::r-- mask::rw- other::r-- */
    private static final byte[] ACCESS_LIST = HEX.parseHex("02000000" + "01000600ffffffff" + "02000600e8030000"
            + "04000400ffffffff" + "10000600ffffffff" + "20000400ffffffff");
    /** user::rwx group::r-x group:1001:rwx mask::rwx other::--- */
    private static final byte[] DEFAULT_LIST = HEX.parseHex("02000000" + "01000700ffffffff" + "04000500ffffffff"
            + "08000700e9030000" + "10000700ffffffff" + "20000000ffffffff");

    private final Path root;
    private final Random random = new Random(42);
    private final List<String> missing = new ArrayList<>();

    private NastyTree(Path root) {
        this.root = root;
    }

    /** @return what this file system, or who runs the test, could not make; empty if the tree is complete */
    public static List<String> build(Path root) throws IOException {
        NastyTree tree = new NastyTree(root);
        Files.createDirectory(root);
        tree.names();
        tree.kinds();
        tree.modesAndOwners();
        tree.attributes();
        tree.sparse();
        tree.hardLinks();
        tree.deep();
        tree.times();
        return tree.missing;
    }

    private void names() throws IOException {
        Path names = directory("names");
        for (int b = 1; b < 256; b++) {
            if (b != '/' && b != '.') {
                file(TreeFolder.at(names, new byte[] {(byte) b}), b);
            }
        }
        List<String> texts = List.of("new\nline", "\u001b[31mred", "..hidden", "-rf", " ", "\\x41", "…".repeat(85));
        for (String text : texts) {
            file(TreeFolder.at(names, text.getBytes(StandardCharsets.UTF_8)), text.length());
        }
        file(TreeFolder.at(names, new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0x80}), 3);
        Path broken = TreeFolder.at(names, new byte[] {'d', (byte) 0xc3, 'r'});
        Files.createDirectory(broken);
        file(TreeFolder.at(broken, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}), 9);
        file(names.resolve("n".repeat(255)), 255);
    }

    private void kinds() throws IOException {
        Path kinds = directory("kinds");
        Files.createFile(kinds.resolve("empty"));
        Files.createDirectory(kinds.resolve("empty directory"));
        file(kinds.resolve("large"), 3_000_001);
        made("FIFO", Native.mknod(kinds.resolve("fifo"), FIFO | 0640, 0));
        made("socket", Native.mknod(kinds.resolve("socket"), SOCKET | 0755, 0));
        made("character device", Native.mknod(kinds.resolve("null"), CHARACTER | 0666, 0x103));
        made("block device", Native.mknod(kinds.resolve("block"), BLOCK | 0600, 0xabcd_0712L));
        link(kinds.resolve("dangling"), "nowhere".getBytes(StandardCharsets.UTF_8));
        link(kinds.resolve("up"), "..".getBytes(StandardCharsets.UTF_8));
        link(kinds.resolve("loop"), "loop".getBytes(StandardCharsets.UTF_8));
        link(kinds.resolve("absolute"), "/etc/../etc".getBytes(StandardCharsets.UTF_8));
        link(kinds.resolve("bytes"), new byte[] {(byte) 0xff, '\n', 1});
        link(kinds.resolve("long"), "x/".repeat(2000).getBytes(StandardCharsets.UTF_8));
    }

    private void modesAndOwners() throws IOException {
        Path modes = directory("modes");
        Path closed = Files.createDirectory(modes.resolve("closed"));
        file(closed.resolve("inside"), 5);
        for (int mode : new int[] {0, 0400, 0111, 0777, 01644, 02755, 04755, 07777}) {
            if (!canRestore(mode)) {
                continue;
            }
            Path file = modes.resolve("file" + Integer.toOctalString(mode));
            file(file, mode);
            made("owner", Native.chown(file, 12_345, 54_321));
            made("mode " + Integer.toOctalString(mode), Native.chmod(file, mode));
        }
        for (int mode : new int[] {01777, 02775, 0555}) {
            Path made = Files.createDirectory(modes.resolve("directory" + Integer.toOctalString(mode)));
            file(made.resolve("inside"), mode);
            made("owner", Native.chown(made, -2, 7));
            made("mode " + Integer.toOctalString(mode), Native.chmod(made, mode));
        }
        made("mode", canRestore(0) ? Native.chmod(closed, 0) : -Native.EPERM);
        link(modes.resolve("link"), "x".getBytes(StandardCharsets.UTF_8));
        made("owner of a link", Native.chown(modes.resolve("link"), 33, 44));
    }

    /** Whether who runs this can read what has such a mode, and restore it. */
    private boolean canRestore(int mode) {
        boolean possible = ROOT || ((mode & 0400) != 0 && (mode & 06000) == 0);
        made("mode " + Integer.toOctalString(mode), possible ? 0 : -Native.EPERM);
        return possible;
    }

    private void attributes() throws IOException {
        Path attributes = directory("attributes");
        Path file = attributes.resolve("file");
        file(file, 10);
        byte[] value = new byte[1500];
        random.nextBytes(value);
        made("user attribute", Native.setAttribute(file, "user.random", value));
        made("user attribute", Native.setAttribute(file, "user.empty", new byte[0]));
        made("user attribute", Native.setAttribute(file, "user.\u00ff\u0001", new byte[] {0, 1}));
        made("trusted attribute", Native.setAttribute(file, "trusted.holdfast", new byte[] {1}));
        made("access list", Native.setAttribute(file, "system.posix_acl_access", ACCESS_LIST));
        Path capable = attributes.resolve("capable");
        file(capable, 11);
        made("owner", Native.chown(capable, 1, 2));
        made("capability", Native.setAttribute(capable, "security.capability", CAPABILITY));
        Path readOnly = attributes.resolve("read-only");
        file(readOnly, 12);
        made("user attribute", Native.setAttribute(readOnly, "user.x", new byte[] {2}));
        made("mode", Native.chmod(readOnly, 0444));
        Path directory = Files.createDirectory(attributes.resolve("directory"));
        file(directory.resolve("before the default list"), 13);
        made("user attribute", Native.setAttribute(directory, "user.d", new byte[] {3}));
        made("default list", Native.setAttribute(directory, "system.posix_acl_default", DEFAULT_LIST));
        file(directory.resolve("inherits"), 14);
        Files.createDirectory(directory.resolve("inherits too"));
        link(attributes.resolve("link"), "file".getBytes(StandardCharsets.UTF_8));
        made("attribute of a link", Native.setAttribute(attributes.resolve("link"), "trusted.l", new byte[] {4}));
    }

    private void sparse() throws IOException {
        Path sparse = directory("sparse");
        long kib = 1024;
        sparse(sparse.resolve("leading"), 300 * kib, 200 * kib);
        sparse(sparse.resolve("trailing"), 400 * kib, 0);
        sparse(sparse.resolve("middle"), 300 * kib, 0, 256 * kib);
        sparse(sparse.resolve("64 KiB"), 192 * kib, 0, 4 * kib, 8 * kib, 76 * kib);
        sparse(sparse.resolve("nothing"), 100 * kib);
        sparse(sparse.resolve("small"), 8 * kib, 4 * kib);
        sparse(sparse.resolve("odd size"), 777_777, 131_072);
        sparse(sparse.resolve("huge"), 1L << 36, 4 * kib, 1L << 30, (1L << 36) - 4 * kib);
        long[] comb = new long[300];
        for (int i = 0; i < comb.length; i++) {
            comb[i] = i * 8 * kib;
        }
        sparse(sparse.resolve("comb"), comb.length * 8 * kib, comb);
    }

    private void hardLinks() throws IOException {
        Path one = directory("links");
        Path other = directory("other links");
        file(one.resolve("file"), 1000);
        Files.createLink(other.resolve("file, second name"), one.resolve("file"));
        Files.createLink(one.resolve("another name"), one.resolve("file"));
        Path symlink = one.resolve("symlink");
        link(symlink, "file".getBytes(StandardCharsets.UTF_8));
        Path fifo = one.resolve("fifo");
        Path device = one.resolve("device");
        made("FIFO", Native.mknod(fifo, FIFO | 0600, 0));
        made("character device", Native.mknod(device, CHARACTER | 0600, 0x105));
        int fd = Native.openDirectory(other);
        made("hard link of a link", Native.link(symlink, fd, "symlink".getBytes(StandardCharsets.UTF_8)));
        made("hard link of a FIFO", Native.link(fifo, fd, "fifo".getBytes(StandardCharsets.UTF_8)));
        made("hard link of a device", Native.link(device, fd, "device".getBytes(StandardCharsets.UTF_8)));
        Native.close(fd);
    }

    /** Far longer than any path may be, with a hard link from the top to the bottom. */
    private void deep() throws IOException {
        Path top = directory("deep");
        file(top.resolve("a file at the top"), 21);
        int fd = deepen(top);
        byte[] name = "bottom".getBytes(StandardCharsets.UTF_8);
        made("hard link at the bottom", Native.link(top.resolve("a file at the top"), fd, name));
        Native.close(fd);
    }

    /** Makes directories below {@code top} to the full depth, and opens the last. */
    static int deepen(Path top) {
        int fd = Native.openDirectory(top);
        for (int level = 2; level <= DEPTH; level++) {
            byte[] name = ("level " + level).getBytes(StandardCharsets.UTF_8);
            Native.makeDirectory(fd, name);
            int below = Native.openDirectory(fd, name);
            if (below < 0) {
                throw new AssertionError("cannot go deeper than " + level + ": error " + -below);
            }
            Native.close(fd);
            fd = below;
        }
        return fd;
    }

    private void times() throws IOException {
        Path times = directory("times");
        long[] seconds = {-1, -86_400L * 365 * 60, Integer.MIN_VALUE, 0, 1L << 31, 1L << 33, 15_032_385_535L};
        for (long second : seconds) {
            Path file = times.resolve("file " + second);
            file(file, 3);
            made("time", Native.setTime(file, second, 123_456_789));
            if (Files.getLastModifiedTime(file).toInstant().getEpochSecond() != second) {
                missing.add("time " + second);
            }
        }
        Path link = times.resolve("link");
        link(link, "x".getBytes(StandardCharsets.UTF_8));
        made("time of a link", Native.setTime(link, -5, 1));
        Path fifo = times.resolve("fifo");
        made("FIFO", Native.mknod(fifo, FIFO | 0600, 0));
        made("time of a FIFO", Native.setTime(fifo, 5, 999_999_999));
        made("time of a directory", Native.setTime(times, 1, 2));
        made("time of the root", Native.setTime(root, 3, 4));
    }

    private Path directory(String name) throws IOException {
        return Files.createDirectory(root.resolve(name));
    }

    private void file(Path path, int length) throws IOException {
        byte[] content = new byte[length];
        random.nextBytes(content);
        Files.write(path, content);
    }

    private void link(Path path, byte[] target) {
        made("symbolic link", Native.symlink(target, path));
    }

    /** Writes 4 KiB of data at each position. */
    private void sparse(Path path, long size, long... positions) throws IOException {
        byte[] data = new byte[4096];
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ)) {
            for (long position : positions) {
                random.nextBytes(data);
                channel.write(ByteBuffer.wrap(data), position);
            }
        }
        try (var file = new java.io.RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
    }

    private void made(String what, int result) {
        if (result < 0 && !missing.contains(what)) {
            missing.add(what + " (error " + -result + ")");
        }
    }
}
