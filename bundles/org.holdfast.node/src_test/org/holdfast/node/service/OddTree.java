// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.holdfast.files.EntryMetadata;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.files.FileKind;
import org.holdfast.files.FileSink;
import org.holdfast.files.PathText;
import org.holdfast.files.RestoreOptions;
import org.holdfast.files.TreeTarget;
import org.holdfast.files.system.SystemFiles;
import org.holdfast.model.Bytes;

/** A small tree with a bit of everything; the bundle of files has the complete one. */
final class OddTree {
    /** A name that is not UTF-8. */
    static final Bytes BROKEN = Bytes.of(new byte[] {'d', (byte) 0xC3, 'r', (byte) 0xFF});

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final int SPARSE = 8 << 20;
    private final TreeTarget target;
    private final SplittableRandom random = new SplittableRandom(7);

    private OddTree(TreeTarget target) {
        this.target = target;
    }

    /** Makes the tree in {@code root}, which is made, too. */
    static void build(Path root) {
        try (TreeTarget target = SystemFiles.tree().target(PathText.bytes(root), RestoreOptions.complete())) {
            OddTree tree = new OddTree(target);
            tree.files();
            tree.kinds();
            tree.brokenNames();
            tree.deep();
        }
    }

    private void files() {
        target.enter(name("files"));
        file(name("empty"), 0, metadata(0644));
        file(name("small"), 100, metadata(0600));
        file(name("new\nline"), 3, metadata(0444));
        file(name("\\x41"), 4, metadata(0640));
        file(name("large"), 3_000_001, metadata(0755));
        file(name("attributes"), 10, new EntryMetadata(0640, id(), id(), -5, 123_456_789, attributes()));
        sparse(name("sparse"), 4096, 1 << 20, SPARSE - 4096);
        sparse(name("all hole"));
        target.hardLink(name("second name"), List.of(name("files"), name("large")));
        target.leave(metadata(0750));
    }

    private void kinds() {
        target.enter(name("kinds"));
        target.enter(name("nothing in here"));
        target.leave(metadata(01777));
        target.symlink(name("link"), name("../files/small"), metadata(0777));
        target.symlink(name("dangling"), Bytes.of(new byte[] {(byte) 0xFE, '\n'}), metadata(0777));
        target.fifo(name("fifo"), metadata(0620));
        target.socket(name("socket"), metadata(0700));
        if (ROOT) {
            target.device(name("null"), FileKind.CHARACTER_DEVICE, 0x103, metadata(0666));
            target.device(name("block"), FileKind.BLOCK_DEVICE, 0x712, metadata(0600));
        }
        target.leave(metadata(0711));
    }

    private void brokenNames() {
        target.enter(BROKEN);
        file(BROKEN, 500, metadata(0644));
        file(Bytes.of(new byte[] {1}), 5, metadata(0644));
        target.leave(metadata(0755));
    }

    private void deep() {
        for (int level = 0; level < 60; level++) {
            target.enter(name("level" + level));
        }
        file(name("bottom"), 60, metadata(0644));
        for (int level = 0; level < 60; level++) {
            target.leave(metadata(0755));
        }
    }

    static Bytes name(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int id() {
        return ROOT ? 12_345 : -1;
    }

    private EntryMetadata metadata(int mode) {
        int user = ROOT ? random.nextInt(3) * 1000 : 0;
        return new EntryMetadata(mode, user, user, random.nextInt(), random.nextInt(1_000_000_000), List.of());
    }

    private static List<ExtendedAttribute> attributes() {
        return List.of(
                new ExtendedAttribute(name("user.text"), name("value")),
                new ExtendedAttribute(name("user.empty"), Bytes.EMPTY),
                new ExtendedAttribute(name("user.bytes"), Bytes.of(new byte[] {0, 1, (byte) 0xFF})));
    }

    private void file(Bytes name, int length, EntryMetadata metadata) {
        byte[] content = new byte[length];
        random.nextBytes(content);
        try (FileSink sink = (FileSink) target.file(name, length)) {
            sink.write(0, content, 0, length);
            sink.finish(metadata);
        }
    }

    private void sparse(Bytes name, long... positions) {
        byte[] data = new byte[4096];
        try (FileSink sink = (FileSink) target.file(name, SPARSE)) {
            for (long position : positions) {
                random.nextBytes(data);
                sink.write(position, data, 0, data.length);
            }
            sink.finish(metadata(0644));
        }
    }
}
