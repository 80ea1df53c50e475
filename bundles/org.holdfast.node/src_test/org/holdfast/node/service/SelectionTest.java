// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.ExplanationReport;
import org.holdfast.node.control.ForgetRequest;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.control.SourceRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules choose is what comes back, and what an explanation says is what a backup does. */
class SelectionTest {
    private static final String TAG = "Signature: 8a477f597d28d172789f06886806bc55\n";

    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void start() throws IOException {
        data = folder.resolve("data");
        for (String each : List.of(
                "a.txt",
                "a.log",
                "docs/x.txt",
                "docs/x.log",
                "docs/keep.log",
                "docs/deep/y.txt",
                "music/z.mp3",
                "cache/CACHEDIR.TAG",
                "cache/big/blob",
                "notcache/CACHEDIR.TAG",
                "notcache/data",
                "old/o.txt",
                "large/l.bin")) {
            Path file = data.resolve(each);
            Files.createDirectories(file.getParent());
            Files.writeString(file, each);
        }
        Files.createDirectories(data.resolve("empty"));
        Files.writeString(data.resolve("cache/CACHEDIR.TAG"), TAG);
        Files.write(data.resolve("large/l.bin"), new byte[5000]);
        Files.setLastModifiedTime(
                data.resolve("old/o.txt"), FileTime.from(Instant.now().minus(Duration.ofDays(400))));
        Files.writeString(data.resolve("music/.holdfastignore"), "*.mp3\n");
        all = new TestConfederation(folder, 4).start("2+1");
        owner = all.owner();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    /** A source of the data with rules; what is null is as usual. */
    private SourceRequest request(
            List<String> include,
            List<String> exclude,
            @Nullable String ignoreFile,
            long largest,
            int days,
            List<String> presets) {
        return new SourceRequest(
                data.toString(),
                exclude,
                false,
                include,
                ignoreFile,
                largest,
                days,
                presets,
                "",
                "",
                0,
                "stop",
                "live",
                Optional.empty());
    }

    /** Everything below a folder, files and folders, relative. */
    private static TreeSet<String> listed(Path root) throws IOException {
        try (var walk = Files.walk(root)) {
            TreeSet<String> paths = new TreeSet<>();
            walk.filter(path -> !path.equals(root))
                    .forEach(path -> paths.add(root.relativize(path).toString()));
            return paths;
        }
    }

    private static TreeSet<String> without(TreeSet<String> paths, String... gone) {
        TreeSet<String> rest = new TreeSet<>(paths);
        for (String each : gone) {
            assertTrue(rest.removeIf(path -> path.equals(each) || path.startsWith(each + "/")), each);
        }
        return rest;
    }

    private int round;

    private void assertSelects(TreeSet<String> expected, SourceRequest request) throws IOException {
        owner.source(request);
        assertEquals(List.of(), owner.backup().problems());
        Path to = folder.resolve("back" + round++);
        RestoredReport report = owner.restore(to);
        assertEquals(List.of(), report.problems());
        assertEquals(expected, listed(Data.restored(to, data)), request.toString());
        assertExplained(expected);
    }

    /** The explanation of every path agrees with what the backup did. */
    private void assertExplained(TreeSet<String> chosen) throws IOException {
        for (String each : listed(data)) {
            List<ExplanationReport> said =
                    owner.control().selection().explain(data.resolve(each).toString());
            assertEquals(1, said.size());
            boolean in = said.getFirst().state().equals("in")
                    || said.getFirst().state().equals("way") && chosen.contains(each);
            assertEquals(chosen.contains(each), in, said.toString());
        }
    }

    @Test
    @Tag("R25")
    void theMatrixOfRulesRestoresExactlyWhatIsChosen() throws IOException {
        TreeSet<String> whole = listed(data);
        TreeSet<String> usual = without(whole, "music/z.mp3");
        assertSelects(usual, new SourceRequest(data.toString(), List.of(), false));
        assertSelects(whole, request(List.of(), List.of(), "", 0, 0, List.of()));
        assertSelects(
                without(usual, "a.log", "docs/x.log"),
                request(List.of(), List.of("*.log", "!keep.log"), null, 0, 0, List.of()));
        assertSelects(
                without(usual, "docs", "empty"), request(List.of(), List.of("/docs", "empty/"), null, 0, 0, List.of()));
        assertSelects(
                new TreeSet<>(List.of("docs", "docs/deep", "docs/deep/y.txt", "old", "old/o.txt")),
                request(List.of("docs/deep", "old/*.txt"), List.of(), null, 0, 0, List.of()));
        assertSelects(
                new TreeSet<>(List.of("docs", "docs/x.log", "docs/keep.log", "a.log")),
                request(List.of("*.log"), List.of(), null, 0, 0, List.of()));
        assertSelects(
                new TreeSet<>(List.of("docs", "docs/x.txt", "docs/deep", "docs/deep/y.txt")),
                request(List.of("docs/"), List.of("*.log"), null, 0, 0, List.of()));
        assertSelects(without(usual, "large/l.bin"), request(List.of(), List.of(), null, 4999, 0, List.of()));
        assertSelects(without(usual, "old/o.txt"), request(List.of(), List.of(), null, 0, 365, List.of()));
        assertSelects(without(usual, "cache/big"), request(List.of(), List.of(), null, 0, 0, List.of("caches")));
    }

    @Test
    @Tag("R25")
    void aPartOfASnapshotComesBackAlone() throws IOException {
        owner.source(data).backup();
        Path to = folder.resolve("part");
        owner.control()
                .restore(
                        new org.holdfast.node.control.RestoreRequest(
                                "latest", Optional.of(data + "/docs"), to.toString(), false),
                        progress -> {});
        assertEquals(
                new TreeSet<>(
                        List.of("docs", "docs/deep", "docs/deep/y.txt", "docs/keep.log", "docs/x.log", "docs/x.txt")),
                listed(Data.restored(to, data)));
    }

    @Test
    @Tag("R23")
    void whatIsDeletedOrExcludedAgesOutAndWhatIsTakenBackReturns() throws IOException {
        owner.source(data);
        String first = owner.backup().id();
        Files.delete(data.resolve("a.txt"));
        owner.source(data, "docs").backup();
        assertFalse(owner.listed().contains(data + "/a.txt"));
        assertFalse(owner.listed().contains(data + "/docs/x.txt"));
        assertTrue(paths(first).containsAll(List.of(data + "/a.txt", data + "/docs/x.txt")), "still in the older one");
        owner.control().retention().forget(new ForgetRequest("last=1", List.of(), false));
        assertThrows(HoldfastException.class, () -> paths(first));
        owner.source(data).backup();
        assertTrue(owner.listed().contains(data + "/docs/x.txt"));
    }

    /** The system notes the time of every change by itself; only what leaves no trace there needs a full run. */
    @Test
    @Tag("R24")
    void aChangeUnderAnUnchangedTimeAndSizeIsFoundByTheNextRun() throws IOException {
        owner.source(data).backup();
        Path file = data.resolve("docs/x.txt");
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, "DOCS/x.txt");
        Files.setLastModifiedTime(file, before);
        owner.backup();
        owner.restore(folder.resolve("changed"));
        assertEquals(
                "DOCS/x.txt",
                Files.readString(Data.restored(folder.resolve("changed"), data).resolve("docs/x.txt")));
    }

    private List<String> paths(String snapshot) {
        List<String> paths = new ArrayList<>();
        owner.control().list(snapshot, "/", true, entry -> paths.add(entry.path()));
        return paths;
    }

    @Test
    @Tag("R25")
    void explanationsNameTheRuleAndWhereItStands() {
        owner.source(data, "docs", "*.log");
        assertEquals(
                "is out: " + data + "/docs, a folder above it, is left out by 'docs' of the source.",
                explained("docs/deep/y.txt"));
        assertEquals("is out: it is left out by '*.mp3' in music/.holdfastignore.", explained("music/z.mp3"));
        assertEquals("is in: it lies in the source, and no rule leaves it out.", explained("a.txt"));
        assertTrue(owner.control().selection().explain("/").getFirst().message().contains("none of the sources"));
        HoldfastException missing = assertThrows(HoldfastException.class, () -> explained("nothing"));
        assertEquals(ErrorCode.PATH_UNKNOWN, missing.code());
    }

    private String explained(String path) {
        String full = data.resolve(path).toString();
        String message = owner.control().selection().explain(full).getFirst().message();
        return message.substring(full.length() + 1);
    }

    @Test
    @Tag("R25")
    void whatLiesBehindALinkIsNotInAndTheLinkIs() throws IOException {
        Files.createSymbolicLink(data.resolve("link"), Path.of("docs"));
        owner.source(data);
        assertTrue(
                explained("link/x.txt").startsWith("is out: " + data + "/link is no folder"), explained("link/x.txt"));
        assertTrue(explained("link").startsWith("is in"));
    }

    @Test
    @Tag("R25")
    void theDataFolderIsNeverPartOfABackupAlsoThroughALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        owner.source(link, "home1", "home2", "home3").backup();
        List<String> listed = owner.listed();
        assertTrue(listed.contains(link + "/data/a.txt"), listed.toString());
        assertFalse(listed.contains(link + "/home0"), listed.toString());
        ExplanationReport said =
                owner.control().selection().explain(link + "/home0/ledger.db").getFirst();
        assertEquals("OWN_FOLDER", said.cause());
    }

    private void assertRefused(ErrorCode code, String part, SourceRequest request) {
        HoldfastException refused =
                assertThrows(HoldfastException.class, () -> owner.control().addSource(request));
        assertEquals(code, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
        assertEquals(List.of(), owner.control().sources());
    }

    @Test
    @Tag("R25")
    void badSourcesAreRefusedAndNothingIsKeptOfThem() {
        assertRefused(
                ErrorCode.SOURCE_UNREADABLE,
                "own data folder",
                new SourceRequest(owner.home().resolve("index").toString(), List.of(), false));
        assertRefused(
                ErrorCode.CONFIG_INVALID,
                "contradict",
                request(List.of("docs"), List.of("docs"), null, 0, 0, List.of()));
        assertRefused(
                ErrorCode.CONFIG_INVALID, "no preset", request(List.of(), List.of(), null, 0, 0, List.of("nope")));
        owner.set(Setting.PACKAGES_FOLDER, folder);
        assertRefused(ErrorCode.CONFIG_INVALID, "dpkg", request(List.of(), List.of(), null, 0, 0, List.of("vendor")));
    }

    @Test
    @Tag("R25")
    void anIgnoreFileThatIsTooLongIsReportedAndLosesNothing() throws IOException {
        Files.write(
                data.resolve("docs/.holdfastignore"), "*.txt\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
        owner.source(data);
        String problems = owner.backup().problems().toString();
        assertTrue(problems.contains("ignore file that is too long"), problems);
        assertTrue(owner.listed().contains(data + "/docs/x.txt"));
    }

    private List<String> found(String pattern) {
        return found(pattern, false);
    }

    private List<String> found(String pattern, boolean ignoreCase) {
        List<String> paths = new ArrayList<>();
        owner.control()
                .find(
                        Optional.empty(),
                        pattern,
                        ignoreCase,
                        each -> paths.add(data.relativize(Path.of(each.path())).toString()));
        return paths.stream().sorted().toList();
    }

    @Test
    @Tag("R25")
    void whatIsStoredIsFoundByTheSamePatterns() {
        owner.source(data).backup();
        assertEquals(List.of("a.log", "docs/keep.log", "docs/x.log"), found("*.log"));
        assertEquals(List.of("docs/x.log", "docs/x.txt"), found(data + "/docs/x.*"));
        assertEquals(List.of("docs/deep/y.txt"), found("**/docs/deep/**"));
        assertEquals(List.of("old"), found("old/"), "folders only");
        assertEquals(List.of(), found("OLD/"));
        assertEquals(List.of("old"), found("OLD/", true));
        assertEquals(
                ErrorCode.USAGE,
                assertThrows(HoldfastException.class, () -> found("!*.log")).code());
    }
}
