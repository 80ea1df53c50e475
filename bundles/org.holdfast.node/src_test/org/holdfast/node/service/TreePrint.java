// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.files.FileContent;
import org.holdfast.files.FileKind;
import org.holdfast.files.PathText;
import org.holdfast.files.ScanEvent;
import org.holdfast.files.ScanOptions;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeScan;
import org.holdfast.files.Trouble;
import org.holdfast.files.system.SystemFiles;

/** All that a backup has to keep of a tree, path by path, as comparable text. */
final class TreePrint {
    private final Map<String, String> lines = new TreeMap<>();
    private final Map<Long, String> firstNames = new HashMap<>();

    private TreePrint() {}

    static Map<String, String> of(Path root) {
        TreePrint print = new TreePrint();
        try (TreeScan scan = SystemFiles.tree().scan(PathText.bytes(root), ScanOptions.everything())) {
            while (scan.hasNext()) {
                switch (scan.next()) {
                    case ScanEvent.Enter(ScannedEntry directory) -> print.add(scan, directory);
                    case ScanEvent.Found(ScannedEntry entry) -> print.add(scan, entry);
                    case ScanEvent.Leave leave -> {}
                    case Trouble trouble -> throw new AssertionError(trouble);
                }
            }
        }
        return print.lines;
    }

    private void add(TreeScan scan, ScannedEntry entry) {
        String path = PathText.shown(scan.path());
        List<String> attributes =
                scan.attributes().stream().map(TreePrint::shown).sorted().toList();
        String link = entry.links() < 2 || entry.kind() == FileKind.DIRECTORY
                ? ""
                : " same as " + firstNames.computeIfAbsent(entry.inode(), inode -> path);
        String content = entry.kind() == FileKind.FILE ? content(scan) : "";
        lines.put(
                path,
                entry.kind() + " " + Integer.toOctalString(entry.mode()) + " " + entry.uid() + ":" + entry.gid() + " "
                        + entry.mtimeSeconds() + "." + entry.mtimeNanos() + " " + entry.rdev() + " "
                        + PathText.shown(entry.linkTarget()) + attributes + link + content);
    }

    private static String shown(ExtendedAttribute attribute) {
        return PathText.shown(attribute.name()) + "="
                + HexFormat.of().formatHex(attribute.value().toArray());
    }

    private static String content(TreeScan scan) {
        try (FileContent content = scan.open().orElseThrow()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] piece = new byte[1 << 16];
            for (int count = content.read(piece, 0, piece.length);
                    count > 0;
                    count = content.read(piece, 0, piece.length)) {
                digest.update(piece, 0, count);
            }
            return " " + content.entry().size() + " " + content.extents() + " "
                    + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
