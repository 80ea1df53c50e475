// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.holdfast.node.control.LeftOutReport;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.control.SourceRequest;
import org.holdfast.node.selection.MadeUpPackages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that are as a package brought them are left out, and named in the snapshot; whatever else there is stays in. */
@DisabledOnOs(OS.WINDOWS)
@Tag("R25")
class VendorFilesTest {
    @TempDir
    Path folder;

    private Path usr;
    private MadeUpPackages system;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void start() throws IOException {
        usr = folder.resolve("sys/usr");
        system = new MadeUpPackages(folder.resolve("sys"))
                .installed("tool", "1.2-3")
                .there("tool", "usr/bin/tool", "a program")
                .there("tool", "usr/bin/changed", "as it was")
                .there("tool", "usr/bin/hardened", "a program too")
                .there("tool", "usr/share/doc/tool/readme", "read me");
        Files.writeString(usr.resolve("bin/changed"), "as it is");
        Files.writeString(usr.resolve("bin/own"), "mine");
        for (String each : List.of("bin/tool", "bin/changed", "share/doc/tool/readme")) {
            Files.setPosixFilePermissions(usr.resolve(each), PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.setPosixFilePermissions(usr.resolve("bin/hardened"), PosixFilePermissions.fromString("rwx------"));
        all = new TestConfederation(folder, 4).start("2+1");
        owner = all.owner()
                .set(Setting.PACKAGES_FOLDER, folder.resolve("sys"))
                .source(new SourceRequest(
                        usr.toString(),
                        List.of(),
                        false,
                        List.of(),
                        null,
                        0,
                        0,
                        List.of("vendor"),
                        "",
                        "",
                        0,
                        "stop",
                        "live"));
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private List<LeftOutReport> leftOut() {
        List<LeftOutReport> files = new ArrayList<>();
        owner.control().selection().leftOut("latest", files::add);
        return files;
    }

    private List<String> leftPaths() {
        return leftOut().stream()
                .map(each -> usr.relativize(Path.of(each.path())).toString())
                .toList();
    }

    private TreeSet<String> files(Path root) throws IOException {
        try (var walk = Files.walk(root)) {
            TreeSet<String> paths = new TreeSet<>();
            walk.filter(Files::isRegularFile)
                    .forEach(path -> paths.add(root.relativize(path).toString()));
            return paths;
        }
    }

    @Test
    void unchangedFilesAreLeftOutAndListedAndTheRestComesBack() throws IOException {
        assertEquals(List.of(), owner.backup().problems());
        assertEquals(List.of("bin/tool", "share/doc/tool/readme"), leftPaths());
        LeftOutReport tool = leftOut().getFirst();
        assertEquals("tool 1.2-3 644", tool.owner() + " " + tool.version() + " " + tool.mode());
        RestoredReport back = owner.restore(folder.resolve("back"));
        assertEquals(List.of(), back.problems());
        assertEquals(
                new TreeSet<>(List.of("bin/changed", "bin/hardened", "bin/own")),
                files(Data.restored(folder.resolve("back"), usr)));
        assertTrue(Files.isDirectory(Data.restored(folder.resolve("back"), usr).resolve("share/doc/tool")));
        assertEquals(
                "VENDOR",
                owner.control()
                        .selection()
                        .explain(usr + "/bin/tool")
                        .getFirst()
                        .cause());
    }

    @Test
    void theNextSnapshotsKnowTheListAndWhatIsChangedComesIn() throws IOException {
        String first = owner.backup().id();
        String second = owner.backup().id();
        assertEquals(List.of("bin/tool", "share/doc/tool/readme"), leftPaths());
        List<String> differences = new ArrayList<>();
        owner.control().diff(first, second, each -> differences.add(each.path()));
        assertEquals(List.of(), differences);
        Files.writeString(usr.resolve("bin/tool"), "A program");
        owner.backup();
        assertEquals(List.of("share/doc/tool/readme"), leftPaths());
        assertTrue(owner.listed().contains(usr + "/bin/tool"));
        owner.control().diff(second, "latest", each -> differences.add(each.path()));
        assertTrue(differences.contains(usr + "/bin/tool"), differences.toString());
        assertFalse(differences.toString().contains("left-out"), differences.toString());
        assertFalse(owner.listed().toString().contains("left-out"));
    }

    @Test
    void theListOutlivesAPruneAndReachesABlankMachine() {
        owner.backup();
        owner.awaitFirstAudits();
        owner.control().retention().prune(progress -> {});
        TestNode blank = all.blank(all.seeds());
        RestoredReport back = blank.control()
                .recover(
                        new RecoverRequest(folder.resolve("new").toString(), List.of(), false, Optional.empty()),
                        progress -> {});
        assertEquals(0, back.errors(), back.problems().toString());
        assertTrue(back.newest().contains("'holdfast source left-out'"), back.newest());
        owner = blank;
        assertEquals(List.of("bin/tool", "share/doc/tool/readme"), leftPaths());
    }

    @Test
    void withoutAReadableDatabaseEverythingIsIn() throws IOException {
        system.installed("odd", "1");
        Files.writeString(folder.resolve("sys/var/lib/dpkg/info/odd.md5sums"), "z".repeat(32) + "  usr/bin/odd\n");
        String problems = owner.backup().problems().toString();
        assertTrue(problems.contains("package database"), problems);
        assertTrue(owner.listed().contains(usr + "/bin/tool"));
        assertEquals(List.of(), leftOut());
    }
}
