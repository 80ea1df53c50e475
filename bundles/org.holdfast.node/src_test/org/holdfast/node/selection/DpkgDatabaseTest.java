// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.holdfast.files.PathText;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What packages brought, from made-up databases and from this machine's own. */
@DisabledOnOs(OS.WINDOWS)
@Tag("R25")
class DpkgDatabaseTest {
    @TempDir
    Path root;

    private List<PackageFiles.Brought> at(PackageFiles files, String path) {
        return files.at(PathText.bytes(root.toAbsolutePath() + path));
    }

    private static String owner(List<PackageFiles.Brought> brought) {
        return String.join(
                " ",
                brought.stream()
                        .map(each -> each.owner().name() + "=" + each.owner().version())
                        .toList());
    }

    @Test
    void filesAreFoundWithPackageVersionAndSum() throws IOException {
        MadeUpPackages system =
                new MadeUpPackages(root).installed("tool", "1.2-3").file("tool", "usr/bin/tool", "abc");
        PackageFiles files = system.load();
        assertEquals("tool=1.2-3", owner(at(files, "/usr/bin/tool")));
        assertEquals(
                "900150983cd24fb0d6963f7d28e17f72",
                at(files, "/usr/bin/tool").getFirst().sum().toString());
        assertEquals(List.of(), at(files, "/usr/bin/other"));
        assertEquals(1, files.size());
    }

    @Test
    void whatIsNotInstalledDoesNotCount() throws IOException {
        MadeUpPackages system = new MadeUpPackages(root)
                .status("gone", "1", "deinstall ok config-files")
                .file("gone", "usr/bin/gone", "abc")
                .status("half", "1", "install ok half-installed")
                .file("half", "usr/bin/half", "abc");
        assertEquals(0, system.load().size());
    }

    @Test
    void configurationAndOverriddenFilesAreLeftAside() throws IOException {
        MadeUpPackages system = new MadeUpPackages(root)
                .installed("daemon", "2")
                .file("daemon", "etc/daemon.conf", "abc")
                .file("daemon", "usr/sbin/daemon", "abc")
                .file("daemon", "usr/sbin/helper", "abc")
                .lines("info/daemon.conffiles", "/etc/daemon.conf", "remove-on-upgrade /etc/old")
                .lines("statoverride", "root daemon 4750 /usr/sbin/helper");
        PackageFiles files = system.load();
        assertEquals(List.of(), at(files, "/etc/daemon.conf"));
        assertEquals(List.of(), at(files, "/usr/sbin/helper"));
        assertEquals("daemon=2", owner(at(files, "/usr/sbin/daemon")));
    }

    @Test
    void divertedFilesAreLookedForWhereTheyWent() throws IOException {
        MadeUpPackages system = new MadeUpPackages(root)
                .installed("old", "1")
                .file("old", "usr/bin/x", "old")
                .installed("new", "2")
                .file("new", "usr/bin/x", "new")
                .lines("diversions", "/usr/bin/x", "/usr/bin/x.old", "new", "/usr/bin/y", "/usr/bin/y.away", ":");
        PackageFiles files = system.file("old", "usr/bin/y", "y").load();
        assertEquals("new=2", owner(at(files, "/usr/bin/x")));
        assertEquals("old=1", owner(at(files, "/usr/bin/x.old")));
        assertEquals("old=1", owner(at(files, "/usr/bin/y.away")));
        assertEquals(List.of(), at(files, "/usr/bin/y"));
    }

    @Test
    void aTopFolderThatIsALinkIsFollowed() throws IOException {
        Files.createDirectories(root.resolve("usr/bin"));
        Files.createSymbolicLink(root.resolve("bin"), Path.of("usr/bin"));
        PackageFiles files = new MadeUpPackages(root)
                .installed("core", "9")
                .file("core", "bin/cat", "cat")
                .load();
        assertEquals("core=9", owner(at(files, "/usr/bin/cat")));
    }

    @Test
    void packagesOfSeveralArchitecturesAreTold() throws IOException {
        PackageFiles files = new MadeUpPackages(root)
                .installed("lib", "1")
                .file("lib:amd64", "usr/share/lib/x", "x")
                .load();
        assertEquals("lib:amd64=1", owner(at(files, "/usr/share/lib/x")));
    }

    @Test
    void damagedSumsAreAnErrorNotAGuess() throws IOException {
        MadeUpPackages system = new MadeUpPackages(root).installed("tool", "1");
        system.lines("info/tool.md5sums", "x".repeat(32) + "  usr/bin/tool");
        assertTrue(assertThrows(IOException.class, system::load).getMessage().contains("usr/bin/tool"));
        assertFalse(DpkgDatabase.isAt(root.resolve("nowhere")));
    }

    @Test
    void thisMachinesOwnDatabaseIsRead() throws IOException {
        Path system = Path.of("/");
        assumeTrue(DpkgDatabase.isAt(system), "SKIPPED: this is no Debian system");
        PackageFiles files = DpkgDatabase.load(system);
        assertTrue(files.size() > 1000, "only " + files.size() + " files");
        List<PackageFiles.Brought> cat = files.at(PathText.bytes("/usr/bin/cat"));
        assumeTrue(Files.isSymbolicLink(Path.of("/bin")), "SKIPPED: /bin is no link here");
        assertTrue(owner(cat).startsWith("coreutils="), owner(cat));
    }
}
