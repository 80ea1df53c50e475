// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.holdfast.files.system.SystemFiles;
import org.holdfast.model.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A source that vanishes, changes or forbids: reported with path and reason, and the scan goes on. */
@EnabledOnOs(OS.LINUX)
class ScanTroubleTest {
    private final TreeFolder folder = new TreeFolder();
    private final FileTree files = SystemFiles.tree();

    @AfterEach
    void remove() {
        folder.close();
    }

    @Test
    void anEntryThatVanishesIsReported() throws IOException {
        Path root = tree("a", "b", "c");
        try (TreeScan scan = scan(root)) {
            Events.find(scan, "a");
            Files.delete(root.resolve("b"));
            assertTrouble(scan.next(), root.resolve("b"), ErrorCode.SOURCE_CHANGED, "vanished");
            assertEquals(List.of("c", "-"), Events.rest(scan));
        }
    }

    @Test
    void aFileThatVanishesBeforeItIsOpenedIsReported() throws IOException {
        Path root = tree("a", "b");
        try (TreeScan scan = scan(root)) {
            Events.find(scan, "a");
            Files.delete(root.resolve("a"));
            assertTrue(scan.open().isEmpty());
            assertTrouble(scan.next(), root.resolve("a"), ErrorCode.SOURCE_CHANGED, "vanished");
            assertEquals(List.of("b", "-"), Events.rest(scan));
        }
    }

    @Test
    void aFileThatBecomesALinkIsNotFollowed() throws IOException {
        Path root = tree("a");
        try (TreeScan scan = scan(root)) {
            Events.find(scan, "a");
            Files.delete(root.resolve("a"));
            Files.createSymbolicLink(root.resolve("a"), Path.of("/etc/passwd"));
            assertTrue(scan.open().isEmpty());
            assertTrouble(scan.next(), root.resolve("a"), ErrorCode.SOURCE_CHANGED, "replaced");
        }
    }

    @Test
    void aFileThatBecomesAnotherIsNotTakenForIt() throws IOException {
        Path root = tree("a");
        try (TreeScan scan = scan(root)) {
            Events.find(scan, "a");
            Files.move(root.resolve("a"), folder.resolve("kept so that its inode is not used again"));
            Files.createFile(root.resolve("a"));
            assertTrue(scan.open().isEmpty());
            assertTrouble(scan.next(), root.resolve("a"), ErrorCode.SOURCE_CHANGED, "replaced");
        }
    }

    @Test
    void aFileThatBecomesAFifoDoesNotHoldUpTheScan() throws IOException {
        Path root = tree("a");
        try (TreeScan scan = scan(root)) {
            Events.find(scan, "a");
            Files.delete(root.resolve("a"));
            assertEquals(0, Native.mknod(root.resolve("a"), 0010644, 0));
            assertTrue(scan.open().isEmpty());
            assertTrouble(scan.next(), root.resolve("a"), ErrorCode.SOURCE_CHANGED, "replaced");
        }
    }

    @Test
    void aDirectoryThatBecomesALinkIsNotFollowed() throws IOException {
        Path root = tree("b");
        Files.createDirectory(root.resolve("a"));
        try (TreeScan scan = scan(root)) {
            Events.enter(scan, "a");
            Files.delete(root.resolve("a"));
            Files.createSymbolicLink(root.resolve("a"), Path.of("/etc"));
            assertTrouble(scan.next(), root.resolve("a"), ErrorCode.SOURCE_CHANGED, "replaced");
            assertEquals(List.of("-a", "b", "-"), Events.rest(scan));
        }
    }

    @Test
    void aDirectoryThatBecomesAnotherIsNotEntered() throws IOException {
        Path root = tree("b");
        Files.createDirectory(root.resolve("a"));
        try (TreeScan scan = scan(root)) {
            Events.enter(scan, "a");
            Files.move(root.resolve("a"), folder.resolve("elsewhere"));
            Files.createDirectories(root.resolve("a/never seen"));
            assertTrouble(scan.next(), root.resolve("a"), ErrorCode.SOURCE_CHANGED, "replaced");
            assertEquals(List.of("-a", "b", "-"), Events.rest(scan));
        }
    }

    /** Of the parents of a deep directory only the lowest are open; the others are found again only where they were. */
    @Test
    void aDirectoryThatIsMovedAwayDoesNotLeadTheScanElsewhere() throws IOException {
        Path root = deepTree();
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/inner"));
        Files.createFile(elsewhere.resolve("z-secret"));
        try (TreeScan scan = scan(root)) {
            Events.enter(scan, "d100");
            Files.move(root.resolve("d1/d2/d3/d4/d5"), elsewhere.resolve("d5"));
            List<String> rest = Events.rest(scan);
            assertTrue(rest.stream().noneMatch(told -> told.contains("secret")));
            assertEquals(List.of("d1/d2/d3/d4/z4", "-d1/d2/d3/d4", "d1/d2/d3/z3"), after(rest, "-d1/d2/d3/d4/d5", 3));
            assertEquals(List.of("d1/z1", "-d1", "z", "-"), rest.subList(rest.size() - 4, rest.size()));
        }
    }

    @Test
    void aDirectoryThatCannotBeFoundAgainIsReported() throws IOException {
        Path root = deepTree();
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/inner"));
        try (TreeScan scan = scan(root)) {
            Events.enter(scan, "d100");
            Files.move(root.resolve("d1/d2/d3/d4/d5"), elsewhere.resolve("d5"));
            Files.move(root.resolve("d1/d2/d3/d4"), root.resolve("d1/d2/d3/renamed"));
            Files.createDirectory(root.resolve("d1/d2/d3/d4"));
            List<String> rest = Events.rest(scan);
            assertEquals(List.of("!SOURCE_CHANGED", "-d1/d2/d3/d4", "d1/d2/d3/z3"), after(rest, "-d1/d2/d3/d4/d5", 3));
            assertEquals(List.of("d1/z1", "-d1", "z", "-"), rest.subList(rest.size() - 4, rest.size()));
        }
    }

    private Path deepTree() throws IOException {
        Path root = tree("z");
        Path at = root;
        for (int i = 1; i <= 100; i++) {
            at = Files.createDirectory(at.resolve("d" + i));
            Files.createFile(at.resolve("z" + i));
        }
        return root;
    }

    private static List<String> after(List<String> events, String event, int count) {
        int at = events.indexOf(event) + 1;
        return events.subList(at, at + count);
    }

    @Test
    void aFileThatChangesWhileItIsReadIsReported() throws IOException {
        Path root = tree("a");
        Path file = Files.write(root.resolve("a"), new byte[300_000]);
        try (TreeScan scan = scan(root)) {
            Events.find(scan, "a");
            try (FileContent content = scan.open().orElseThrow()) {
                content.read(new byte[1000], 0, 1000);
                Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
                assertTrouble(content.check().orElseThrow(), file, ErrorCode.SOURCE_CHANGED, "changed");
            }
        }
    }

    @Test
    void aChangeThatKeepsSizeAndTimeIsReported() throws Exception {
        Path root = tree("a");
        Path file = Files.write(root.resolve("a"), new byte[10]);
        FileTime time = Files.getLastModifiedTime(file);
        Object before = Files.getAttribute(file, "unix:ctime");
        try (TreeScan scan = scan(root)) {
            Events.find(scan, "a");
            try (FileContent content = scan.open().orElseThrow()) {
                for (int i = 0; i < 1_000_000 && before.equals(Files.getAttribute(file, "unix:ctime")); i++) {
                    Files.write(file, new byte[] {5}, StandardOpenOption.WRITE);
                    Files.setLastModifiedTime(file, time);
                }
                assertTrouble(content.check().orElseThrow(), file, ErrorCode.SOURCE_CHANGED, "changed");
            }
        }
    }

    @Test
    void aFileThatBecomesShorterEndsEarlyAndIsReported() throws IOException {
        Path root = tree("a");
        Path file = Files.write(root.resolve("a"), new byte[300_000]);
        try (TreeScan scan = scan(root)) {
            Events.find(scan, "a");
            try (FileContent content = scan.open().orElseThrow()) {
                byte[] buffer = new byte[100_000];
                assertEquals(100_000, content.read(buffer, 0, 100_000));
                Files.write(file, new byte[5]);
                assertEquals(-1, content.read(buffer, 0, 100_000));
                assertEquals(-1, content.read(buffer, 0, 100_000));
                assertTrouble(content.check().orElseThrow(), file, ErrorCode.SOURCE_CHANGED, "shorter");
            }
        }
    }

    /** What is newer at opening than at the scan is no trouble: the content says what it is of. */
    @Test
    void aFileThatChangedBeforeItWasOpenedIsReadAsItIs() throws IOException {
        Path root = tree("a");
        try (TreeScan scan = scan(root)) {
            Events.find(scan, "a");
            Files.writeString(root.resolve("a"), "newer");
            try (FileContent content = scan.open().orElseThrow()) {
                assertEquals(5, content.entry().size());
                assertEquals(5, content.read(new byte[9], 0, 9));
                assertTrue(content.check().isEmpty());
            }
        }
    }

    @Test
    void whatMayNotBeReadIsReported() throws Exception {
        Nobody.assumeRoot();
        Path root = tree("a", "b");
        Files.createDirectories(root.resolve("closed/inside"));
        Native.chmod(root.resolve("a"), 0);
        Native.chmod(root.resolve("closed"), 0);
        List<String> told = Nobody.run(() -> {
            try (TreeScan scan = scan(root)) {
                Events.find(scan, "a");
                assertTrue(scan.open().isEmpty());
                assertTrouble(scan.next(), root.resolve("a"), ErrorCode.SOURCE_UNREADABLE, "permission denied");
                return Events.rest(scan);
            }
        });
        assertEquals(List.of("b", "+closed", "!SOURCE_UNREADABLE", "-closed", "-"), told);
    }

    /** As a file server does: it is asked to let go of the file, and reading waits until it has. */
    @Test
    void aFileUnderALeaseIsWaitedFor() throws Exception {
        Path python = Path.of("/usr/bin/python3");
        Assumptions.assumeTrue(Files.isExecutable(python), "NOT SHOWN HERE: no python3 to hold a lease");
        Path root = tree("a");
        Files.writeString(root.resolve("a"), "leased");
        String holder = """
                import fcntl, os, signal, sys, time
                file = os.open(sys.argv[1], os.O_RDWR)
                def let_go(*_):
                    time.sleep(0.1)
                    fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
                signal.signal(signal.SIGIO, let_go)
                fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
                print("leased", flush=True)
                sys.stdin.read()
                """;
        Process process = new ProcessBuilder(
                        python.toString(), "-c", holder, root.resolve("a").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (TreeScan scan = scan(root)) {
            Assumptions.assumeTrue(
                    "leased".equals(process.inputReader().readLine()), "NOT SHOWN HERE: no leases on this file system");
            Events.find(scan, "a");
            try (FileContent content = scan.open().orElseThrow()) {
                assertEquals(6, content.read(new byte[100], 0, 100));
            }
        } finally {
            process.destroy();
        }
    }

    /** Reading without leaving a trace is the owner's right; who has it not reads all the same. */
    @Test
    void filesOfOthersAreRead() throws Exception {
        Nobody.assumeRoot();
        Path root = tree("a");
        Files.writeString(root.resolve("a"), "readable");
        int length = Nobody.run(() -> {
            try (TreeScan scan = scan(root)) {
                Events.find(scan, "a");
                try (FileContent content = scan.open().orElseThrow()) {
                    return content.read(new byte[100], 0, 100);
                }
            }
        });
        assertEquals(8, length);
    }

    @Test
    void readingLeavesNoTrace() throws IOException {
        Path root = tree("a");
        Path file = Files.writeString(root.resolve("a"), "x");
        Native.setTime(file, 1000, 0);
        try (TreeScan scan = scan(root)) {
            Events.find(scan, "a");
            try (FileContent content = scan.open().orElseThrow()) {
                content.read(new byte[1], 0, 1);
            }
        }
        assertEquals(FileTime.fromMillis(1_000_000), Files.getAttribute(file, "lastAccessTime"));
    }

    private Path tree(String... names) throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        for (String name : names) {
            Files.createFile(root.resolve(name));
        }
        return root;
    }

    private TreeScan scan(Path root) {
        return files.scan(PathText.bytes(root), ScanOptions.everything());
    }

    private static void assertTrouble(ScanEvent event, Path path, ErrorCode code, String why) {
        if (event instanceof Trouble trouble) {
            assertEquals(PathText.bytes(path), trouble.path());
            assertEquals(code, trouble.code());
            assertTrue(trouble.why().contains(why), trouble::toString);
        } else {
            throw new AssertionError("no trouble but " + event);
        }
    }
}
