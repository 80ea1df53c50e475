// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.holdfast.files.FileTree;
import org.holdfast.files.Native;
import org.holdfast.files.PathText;
import org.holdfast.files.RestoreOptions;
import org.holdfast.files.TreeCopy;
import org.holdfast.files.TreeFolder;
import org.holdfast.files.system.SystemFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Every way in which a copy can be wrong is seen. */
@EnabledOnOs(OS.LINUX)
class TreeComparisonTest {
    private final TreeFolder folder = new TreeFolder();
    private final FileTree files = SystemFiles.tree();
    private final Path original = folder.resolve("original");
    private final Path copy = folder.resolve("copy");

    @BeforeEach
    void makeTwoTrees() throws IOException {
        Files.createDirectories(original.resolve("d/e"));
        Files.writeString(original.resolve("d/file"), "content");
        Files.createLink(original.resolve("d/other name"), original.resolve("d/file"));
        Files.createSymbolicLink(original.resolve("d/link"), Path.of("file"));
        Native.mknod(original.resolve("d/fifo"), 0010600, 0);
        Native.setAttribute(original.resolve("d/file"), "user.x", new byte[] {1});
        byte[] large = new byte[600_000];
        large[599_999] = 1;
        Files.write(original.resolve("large"), large);
        try (RandomAccessFile file =
                new RandomAccessFile(original.resolve("sparse").toFile(), "rw")) {
            file.write(1);
            file.setLength(200_000);
        }
        Native.setTime(original.resolve("d"), 5, 6);
        TreeCopy.copy(files, PathText.bytes(original), PathText.bytes(copy), RestoreOptions.complete());
    }

    @AfterEach
    void remove() {
        folder.close();
    }

    @Test
    void theCopyIsTheSame() {
        ComparisonResult result = compare();
        assertTrue(result.identical(), result::toString);
        assertEquals(9, result.entries());
        assertEquals(7 + 600_000 + 200_000, result.bytes());
    }

    @Test
    void contentIsCompared() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(copy.resolve("large").toFile(), "rw")) {
            file.seek(400_000);
            file.write(3);
        }
        keepTime("large");
        assertDifferences("large: content differs at byte 400000");
    }

    @Test
    void sizeIsCompared() throws IOException {
        Files.writeString(copy.resolve("d/file"), "content and more");
        keepTime("d/file");
        assertDifferences("d/file: size 7 is 16");
    }

    @Test
    void modeIsCompared() {
        Native.chmod(copy.resolve("d/fifo"), 0644);
        assertDifferences("d/fifo: mode 0600 is 0644");
    }

    @Test
    void ownerIsCompared() {
        Assumptions.assumeTrue(
                Native.chown(copy.resolve("d/link"), 12, 34) == 0, "NOT SHOWN HERE: cannot change owners");
        assertEquals(2, compare().differences());
    }

    @Test
    void timeIsComparedToTheNanosecond() throws IOException {
        Native.setTime(copy.resolve("d"), 5, 7);
        assertDifferences("d: mtime 5 s 6 ns is 5 s 7 ns");
    }

    @Test
    void linkTargetsAreCompared() throws IOException {
        Files.delete(copy.resolve("d/link"));
        Native.symlink(new byte[] {'f'}, copy.resolve("d/link"));
        keepTime("d/link");
        keepTime("d");
        assertDifferences("d/link: link target file is f");
    }

    @Test
    void kindsAreCompared() throws IOException {
        Files.delete(copy.resolve("d/e"));
        Files.createFile(copy.resolve("d/e"));
        keepTime("d");
        assertDifferences("d/e: kind DIRECTORY is FILE");
    }

    @Test
    void attributesAreCompared() {
        Native.setAttribute(copy.resolve("d/file"), "user.x", new byte[] {2});
        Native.setAttribute(copy.resolve("d/e"), "user.y", new byte[0]);
        assertDifferences(
                "d/e: attribute user.y none is 0x",
                "d/file: attribute user.x 0x01 is 0x02",
                "d/other name: attribute user.x 0x01 is 0x02");
    }

    @Test
    void hardLinksAreCompared() throws IOException {
        Files.delete(copy.resolve("d/other name"));
        Files.copy(
                copy.resolve("d/file"), copy.resolve("d/other name"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Native.setAttribute(copy.resolve("d/other name"), "user.x", new byte[] {1});
        Native.chmod(copy.resolve("d/other name"), 0644);
        keepTime("d/other name");
        keepTime("d");
        assertDifferences("d/other name: is a hard link of other names");
    }

    @Test
    void linksThatShouldNotBeAreSeen() throws IOException {
        Files.writeString(original.resolve("z"), "same");
        Files.writeString(original.resolve("zz"), "same");
        TreeCopy.copy(files, PathText.bytes(original), PathText.bytes(copy), RestoreOptions.complete());
        Files.delete(copy.resolve("zz"));
        Files.createLink(copy.resolve("zz"), copy.resolve("z"));
        keepTime("zz");
        keepTime("");
        assertTrue(compare().shown().stream()
                .anyMatch(found -> found.toString().equals("zz: is a hard link of other names")));
    }

    @Test
    void filledHolesAreSeen() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(copy.resolve("sparse").toFile(), "rw")) {
            file.seek(100_000);
            file.write(new byte[10]);
        }
        keepTime("sparse");
        assertDifferences("sparse: the hole of 195904 bytes at 4096 is filled");
    }

    @Test
    void whatIsMissingOrTooMuchIsSeen() throws IOException {
        Files.delete(copy.resolve("d/fifo"));
        Files.createDirectories(copy.resolve("d/f/g"));
        Files.createFile(copy.resolve("zzz"));
        keepTime("d");
        keepTime("");
        assertDifferences(
                "d/f: only in the second tree", "d/fifo: only in the first tree", "zzz: only in the second tree");
    }

    @Test
    void whatCannotBeReadIsADifference() {
        ComparisonResult result = TreeComparison.compare(
                files, PathText.bytes(folder.resolve("none")), PathText.bytes(folder.resolve("nothing")));
        assertEquals(2, result.differences());
        assertFalse(result.identical());
    }

    @Test
    void theProgramTellsByItsStatus() throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        assertEquals(0, CompareTrees.run(new String[] {original.toString(), copy.toString()}, out));
        assertEquals("9 entries, 800007 bytes, 0 differences\n", told.toString(StandardCharsets.UTF_8));
        told.reset();
        Native.setTime(copy.resolve("d"), 5, 7);
        assertEquals(1, CompareTrees.run(new String[] {original.toString(), copy.toString()}, out));
        assertEquals(
                "d: mtime 5 s 6 ns is 5 s 7 ns\n9 entries, 800007 bytes, 1 differences\n",
                told.toString(StandardCharsets.UTF_8));
        assertEquals(2, CompareTrees.run(new String[] {"one"}, out));
    }

    private ComparisonResult compare() {
        return TreeComparison.compare(files, PathText.bytes(original), PathText.bytes(copy));
    }

    private void assertDifferences(String... expected) {
        assertEquals(
                List.of(expected),
                compare().shown().stream().map(Difference::toString).toList());
    }

    /** Takes the time of the original, so that only what the test is about differs. */
    private void keepTime(String path) throws IOException {
        var time = Files.getLastModifiedTime(original.resolve(path), java.nio.file.LinkOption.NOFOLLOW_LINKS)
                .toInstant();
        Native.setTime(copy.resolve(path), time.getEpochSecond(), time.getNano());
    }
}
