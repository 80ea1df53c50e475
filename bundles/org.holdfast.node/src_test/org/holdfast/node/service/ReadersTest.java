// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdfast.format.Mac;
import org.holdfast.format.head.Head;
import org.holdfast.format.head.ReaderJar;
import org.holdfast.model.BlockClass;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.restore.RestoreTally;
import org.holdfast.plugins.PublisherKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that data are read with lies at the partners, too: nobody who lost it has lost the data. */
@Tag("R66")
class ReadersTest {
    private static final int JAR = 1_300_000; // more than one piece

    @TempDir
    Path folder;

    private Path data;
    private Path jar;
    private PublisherKey key;
    private TestConfederation all;
    private TestPlugins plugins;
    private TestNode owner;

    @BeforeEach
    void backUp() throws IOException {
        data = folder.resolve("data");
        Instant now = InstantSource.system().instant();
        key = PublisherKey.generate("example", now, now.plus(Duration.ofDays(30)), new SecureRandom());
        byte[] filling = new byte[JAR];
        new Random(1).nextBytes(filling);
        jar = ForeignCipher.jar(folder.resolve("cipher.jar"), key, filling);
        all = new TestConfederation(folder, 4);
        owner = all.owner();
        plugins = plugins("owner", true);
        owner.plugins(plugins::in);
        all.start("2+1");
        Data.random(data.resolve("early"), 2_000_000, 1);
        owner.source(data).backup();
        plugins.install(jar, Optional.empty());
        owner.set(Setting.CRYPTO, ForeignCipher.FORMAT.name());
        Data.random(data.resolve("late"), 2_000_000, 2);
        Files.copy(jar, data.resolve("a copy of the jar"));
        owner.backup();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private TestPlugins plugins(String name, boolean trusting) {
        TestPlugins made = new TestPlugins(folder.resolve("plugins of " + name));
        return trusting ? made.trust(key.certificate()) : made;
    }

    private static List<ReaderJar> named(TestNode node) {
        return node.node().owner().book().newest().map(Head::readers).orElseThrow();
    }

    private RestoredReport recover(TestNode blank, String to) {
        return blank.control()
                .recover(
                        new RecoverRequest(folder.resolve(to).toString(), List.of(), false, Optional.empty()),
                        progress -> {});
    }

    private void assertRestored(String to) {
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve(to), data)));
    }

    private static String reasons(TestNode node) {
        return String.join("\n", node.control().status().reasons());
    }

    @Test
    void theHeadNamesTheJarAndItIsStoredOnceInBuiltInFormats() throws IOException {
        ReaderJar reader = named(owner).getFirst();
        assertEquals(ForeignCipher.NAME, reader.name());
        assertEquals(ForeignCipher.VERSION.toString(), reader.version());
        assertEquals(Mac.sha256(Files.readAllBytes(jar)), reader.sha256());
        assertEquals(List.of(ForeignCipher.FORMAT.number()), reader.formats().ciphers());
        assertEquals(Files.size(jar), reader.jar().length());
        assertTrue(reader.jar().pieces().size() > 1);
        reader.jar()
                .pieces()
                .forEach(piece -> assertEquals(
                        BlockClass.META,
                        owner.ledger()
                                .segments()
                                .find(piece.segment())
                                .orElseThrow()
                                .blockClass()));
        Data.random(data.resolve("later"), 300_000, 3);
        owner.backup();
        assertEquals(List.of(reader), named(owner));
    }

    @Test
    void aBlankMachineInstallsItBeforeItRestores() {
        TestPlugins fresh = plugins("blank", true);
        TestNode blank = all.blank(all.seeds(), fresh::in);
        RestoredReport report = recover(blank, "back");
        assertEquals(0, report.errors(), report.problems().toString());
        assertRestored("back");
        assertEquals(
                plugins.plugins().getFirst().sha256(),
                fresh.plugins().getFirst().sha256());
        assertTrue(report.newest().contains("com.example.cipher 1.2.3 was installed"), report.newest());
        assertTrue(reasons(blank).contains("com.example.cipher 1.2.3 was installed"), reasons(blank));
        assertTrue(blank.ledger().events().after(0, 1000).stream()
                .anyMatch(row -> row.type().equals("READER_INSTALLED")));
        assertEquals(List.of(), noDrafts(blank));
    }

    private static List<Path> noDrafts(TestNode node) {
        try (var files = Files.list(node.home().resolve("tmp"))) {
            return files.filter(each -> each.toString().endsWith(".jar")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What the head names is not trusted for that; everything else comes back all the same. */
    @Test
    void aPublisherWhomNobodyTrustsIsNamedAndTheRestIsRestored() {
        TestPlugins wary = plugins("blank", false);
        TestNode blank = all.blank(all.seeds(), wary::in);
        RestoredReport report = recover(blank, "back");
        assertEquals(List.of(), wary.plugins());
        assertEquals(2, report.errors(), report.problems().toString());
        assertTrue(
                report.problems().stream().allMatch(each -> each.code().equals("FORMAT_UNKNOWN")),
                report.problems().toString());
        Path back = Data.restored(folder.resolve("back"), data);
        assertTrue(Files.exists(back.resolve("early")));
        assertFalse(Files.exists(back.resolve("late")));
        for (String wanted : List.of(
                "com.example.cipher 1.2.3",
                "trusted here: example",
                key.fingerprint().toString(),
                "plugin trust")) {
            assertTrue(report.newest().contains(wanted), () -> wanted + " in: " + report.newest());
            assertTrue(reasons(blank).contains(wanted), () -> wanted + " in: " + reasons(blank));
        }
        wary.trust(key.certificate());
        assertEquals(0, blank.restore(folder.resolve("back")).errors());
        assertRestored("back");
    }

    @Test
    @Tag("R65")
    void aJarThatVanishedIsInstalledAgainAndSomebodyIsTold() throws IOException {
        owner.stop();
        Files.delete(plugins.plugins().getFirst().jar());
        owner.start();
        Await.until("it is there again", () -> plugins.vanished().isEmpty());
        Await.until("it is told", () -> reasons(owner).contains("com.example.cipher 1.2.3 was installed"));
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertRestored("back");
    }

    /** The partners' copy may be the last one: a head made meanwhile must not lose it. */
    @Test
    @Tag("R65")
    void aReaderThatIsMissingStaysNamedAsLongAsDataNeedIt() {
        List<ReaderJar> before = named(owner);
        owner.stop();
        owner.plugins(providers -> Optional.empty())
                .set(Setting.CRYPTO, "aes-256-gcm-v1")
                .start();
        Data.random(data.resolve("later"), 300_000, 3);
        owner.backup();
        assertEquals(before, named(owner));
        TestPlugins fresh = plugins("blank", true);
        assertEquals(0, recover(all.blank(all.seeds(), fresh::in), "back").errors());
        assertRestored("back");
    }

    /** The older one is only at the partners when its next version comes, and both are needed. */
    @Test
    @Tag("R65")
    void twoVersionsOfOneNameAreBothNamedAndWhichIsMissingIsSaidWithWhatToDo() {
        replaceByTheNextVersion();
        assertEquals(
                List.of("1.2.3", "2.0.0"),
                named(owner).stream().map(ReaderJar::version).toList());
        Await.until("the older one is missed", () -> reasons(owner).contains("com.example.cipher 1.2.3, without"));
        assertTold(reasons(owner), "com.example.cipher 2.0.0 is installed");
        TestPlugins wary = plugins("blank", false);
        TestNode blank = all.blank(all.seeds(), wary::in);
        recover(blank, "back");
        assertTold(reasons(blank), "com.example.cipher 1.2.3, without");
        assertTold(reasons(blank), "com.example.cipher 2.0.0, without");
        wary.trust(key.certificate());
        RestoredReport report = blank.restore(folder.resolve("back"));
        assertEquals(ForeignCipher.VERSION, wary.plugins().getFirst().version());
        assertEquals(1, report.errors(), report.problems().toString());
        assertTold(report.newest(), "com.example.cipher 1.2.3 was installed");
        assertTold(report.newest(), "com.example.cipher 2.0.0, without");
        assertTold(report.newest(), "'holdfast plugin remove com.example.cipher'");
        assertTrue(Files.exists(Data.restored(folder.resolve("back"), data).resolve("late")));
    }

    /** Its place is its own, though the older one would have none in its way. */
    @Test
    @Tag("R65")
    void ofTwoNeededVersionsTheOneThatWasInstalledComesBack() throws IOException {
        TestPlugins newer = replaceByTheNextVersion();
        owner.stop();
        Files.delete(newer.plugins().getFirst().jar());
        owner.start();
        Await.until("it is there again", () -> newer.vanished().isEmpty());
        assertEquals(ForeignCipher.NEXT_VERSION, newer.plugins().getFirst().version());
        Await.until("it is told", () -> reasons(owner).contains("com.example.cipher 2.0.0 was installed"));
    }

    /** @return where it is installed */
    private TestPlugins replaceByTheNextVersion() {
        owner.stop();
        TestPlugins newer = plugins("owner, later", true);
        newer.in(TestProviders.all(TestProviders.Wrapping.NONE));
        newer.install(
                ForeignCipher.jar(folder.resolve("next.jar"), ForeignCipher.NEXT_VERSION, key, new byte[] {1}),
                Optional.empty());
        owner.plugins(newer::in)
                .set(Setting.CRYPTO, ForeignCipher.NEXT_FORMAT.name())
                .start();
        Data.random(data.resolve("latest"), 300_000, 3);
        owner.backup();
        return newer;
    }

    private static void assertTold(String all, String wanted) {
        assertTrue(all.contains(wanted), () -> wanted + " in: " + all);
    }

    /** Somebody else's fetch may take long: who waits for it can be cancelled. */
    @Test
    void aRestoreThatWaitsForAnothersReaderCanBeCancelled() throws InterruptedException {
        TestPlugins wary = plugins("blank", false);
        TestNode blank = all.blank(all.seeds(), wary::in);
        recover(blank, "back");
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread first = provideIn(blank, () -> {
            fetching.countDown();
            await(end);
        });
        await(fetching);
        CompletableFuture<ErrorCode> ended = new CompletableFuture<>();
        Thread second = Thread.ofVirtual().start(() -> {
            try {
                blank.restore(folder.resolve("again"));
                ended.completeExceptionally(new AssertionError("it was not cancelled"));
            } catch (HoldfastException e) {
                ended.complete(e.code());
            }
        });
        Await.until("it waits", () -> second.getState() == Thread.State.WAITING);
        second.interrupt();
        try {
            assertEquals(
                    ErrorCode.CANCELLED, ended.orTimeout(60, TimeUnit.SECONDS).join());
        } finally {
            end.countDown();
            first.join();
        }
    }

    private static Thread provideIn(TestNode node, Runnable onFetch) {
        return Thread.ofVirtual().start(() -> {
            try (Reading reading = node.node().owner().reading(new RestoreTally())) {
                node.node().readers().provide(reading.chunks(), what -> onFetch.run());
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatNobodyNeedsAnyMoreIsNotNamed() {
        owner.set(Setting.CRYPTO, "aes-256-gcm-v1").set(Setting.RECODE_MEBIBYTES, "1000");
        owner.control().plugins().recode("crypto", ForeignCipher.FORMAT.name());
        Await.until(
                "the re-coding ends", () -> owner.control().plugins().status().recode() == null);
        owner.backup();
        assertEquals(List.of(), named(owner));
    }

    @Test
    void aJarThatWasChangedOnTheDiskIsNotStored() throws IOException {
        Digest stored = named(owner).getFirst().sha256();
        Path other = ForeignCipher.jar(folder.resolve("other.jar"), key, new byte[] {1});
        plugins.install(other, Optional.empty());
        Files.write(plugins.plugins().getFirst().jar(), new byte[] {1, 2, 3});
        Data.random(data.resolve("later"), 300_000, 3);
        owner.backup();
        assertEquals(stored, named(owner).getFirst().sha256(), "the good copy stays named");
    }
}
