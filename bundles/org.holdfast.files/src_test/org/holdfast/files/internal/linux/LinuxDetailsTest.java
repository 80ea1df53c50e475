// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.holdfast.files.PathText;
import org.holdfast.files.Restored;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LinuxDetailsTest {
    private static final Bytes NAME = PathText.bytes("n");

    @Test
    void processorsAreKnownOrRefused() {
        assertEquals(217, Abi.of("amd64").getdents64());
        assertEquals(61, Abi.of("aarch64").getdents64());
        assertThrows(HoldfastException.class, () -> Abi.of("s390x"));
    }

    @Test
    void accountsAreFoundByNumberAndName() {
        LinuxAccounts accounts = new LinuxAccounts();
        Bytes root = PathText.bytes("root");
        assertEquals(Optional.of(root), accounts.user(0));
        assertEquals(Optional.of(root), accounts.group(0));
        assertEquals(OptionalInt.of(0), accounts.uid(root));
        assertEquals(OptionalInt.of(0), accounts.gid(root));
        assertEquals(Optional.empty(), accounts.user(1_987_654_321));
        assertEquals(OptionalInt.empty(), accounts.uid(PathText.bytes("no such user, surely")));
        assertTrue(accounts.haveNumbers());
        for (Bytes hostile : List.of(Bytes.EMPTY, PathText.bytes("root\0"), Bytes.of(new byte[5000]))) {
            assertEquals(OptionalInt.empty(), accounts.gid(hostile));
        }
    }

    /** Without its access list a file's group gets what the group had, not what the mask allowed to all. */
    @Test
    void aModeWithoutItsListIsNoWider() {
        Bytes list = Bytes.of(HexFormat.of()
                .parseHex("02000000" + "01000600ffffffff" + "02000700e8030000" + "04000400ffffffff" + "10000700ffffffff"
                        + "20000000ffffffff"));
        assertEquals(0640, AttributeWriter.modeWithoutList(0670, list));
        assertEquals(02640, AttributeWriter.modeWithoutList(02670, list));
        assertEquals(0600, AttributeWriter.modeWithoutList(0670, Bytes.of(new byte[] {2, 0, 0})));
    }

    @Test
    void errorsEndOneEntryOrTheWholeRestore() {
        assertEquals(ErrorCode.TARGET_EXISTS, refused(Errno.EEXIST).code());
        assertEquals(ErrorCode.RESTORE_INCOMPLETE, refused(Errno.EACCES).code());
        assertTrue(refused(Errno.EACCES).why().contains("permission denied"));
        assertEquals(ErrorCode.NO_SPACE, thrown(Errno.ENOSPC));
        assertEquals(ErrorCode.NO_SPACE, thrown(Errno.EDQUOT));
        assertEquals(ErrorCode.DISK_FAILED, thrown(Errno.EIO));
        assertEquals(ErrorCode.DISK_FAILED, thrown(Errno.EROFS));
    }

    @Test
    void pathsAreCutIntoDirectoryAndName() {
        assertCut("/", "/", ".");
        assertCut("///", "/", ".");
        assertCut("a", ".", "a");
        assertCut("/a", "/", "a");
        assertCut("/a/b//", "/a/", "b");
        assertCut("a/..", "a/", "..");
    }

    private static void assertCut(String path, String directory, String name) {
        RootPath expected = new RootPath(PathText.bytes(directory), PathText.bytes(name));
        assertEquals(expected, RootPath.cut(PathText.bytes(path).toArray()), path);
    }

    private static Restored.Refused refused(int errno) {
        return WriteErrors.refused(NAME, "cannot be made", errno);
    }

    private static ErrorCode thrown(int errno) {
        return assertThrows(HoldfastException.class, () -> refused(errno)).code();
    }
}
