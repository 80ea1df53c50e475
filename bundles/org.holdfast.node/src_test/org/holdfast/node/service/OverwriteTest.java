// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.RestoredReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore that overwrites trusts no size and no time; one that does not says what it kept unread. */
@Tag("R61")
class OverwriteTest {
    @TempDir
    Path folder;

    private Path data;
    private Path back;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void restoreOnce() {
        data = folder.resolve("data");
        back = Data.restored(folder.resolve("back"), data);
        OddTree.build(data);
        Data.random(data.resolve("files/long"), 14_000_000, 77);
        all = new TestConfederation(folder, 4).start("2+1");
        owner = all.owner();
        owner.source(data).backup();
        assertEquals(0, owner.restore(folder.resolve("back")).kept());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private RestoredReport overwrite() {
        var request = new RestoreRequest(
                "latest", Optional.empty(), folder.resolve("back").toString(), true);
        RestoredReport report = owner.control().restore(request, progress -> {});
        assertEquals(List.of(), report.problems());
        assertEquals(0, report.kept());
        assertEquals(TreePrint.of(data), TreePrint.of(back));
        return report;
    }

    /** As a failing disk or a careful intruder would: size and time say that nothing happened. */
    private void change(String file, long position) throws IOException {
        FileTime time = Files.getLastModifiedTime(back.resolve(file));
        Data.damage(back.resolve(file), position);
        Files.setLastModifiedTime(back.resolve(file), time);
    }

    @Test
    void whatLooksRightAndIsNotIsMended() throws IOException {
        change("files/small", 0);
        change("files/long", 8_999_999);
        Files.setPosixFilePermissions(back.resolve("files/small"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertTrue(overwrite().fetchedBytes() < 3 * (4 << 20), "only chunks that differ are fetched");
    }

    @Test
    void whatIsRightIsNotFetched() throws IOException {
        Files.setPosixFilePermissions(back.resolve("files/long"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(0, overwrite().fetchedBytes());
    }

    /** Zeros that were written where the backup has a hole are the same content. */
    @Test
    void whereItsHolesLieDoesNotMatter() throws IOException {
        Path sparse = back.resolve("files/sparse");
        FileTime time = Files.getLastModifiedTime(sparse);
        Files.write(sparse, Files.readAllBytes(sparse));
        Files.setLastModifiedTime(sparse, time);
        assertEquals(0, overwrite().fetchedBytes());
    }

    @Test
    void whatHasAnotherLengthIsMended() throws IOException {
        Files.write(back.resolve("files/small"), new byte[100_000]);
        try (var file = Files.newByteChannel(back.resolve("files/long"), StandardOpenOption.WRITE)) {
            file.truncate(5_000_000);
        }
        overwrite();
    }

    @Test
    void withoutItWhatLooksRightIsKeptAndCounted() throws IOException {
        change("files/long", 10);
        RestoredReport report = owner.restore(folder.resolve("back"));
        assertEquals(report.files(), report.kept());
        assertEquals(0, report.fetchedBytes());
        Files.delete(back.resolve("files/small"));
        RestoredReport next = owner.restore(folder.resolve("back"));
        assertEquals(next.files() - 1, next.kept());
    }
}
