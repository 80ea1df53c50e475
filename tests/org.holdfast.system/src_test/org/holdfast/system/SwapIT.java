// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bundles of the real product are replaced while it works: later versions of its own code, cipher, compressor, audit
 * scheme, discovery and policy, signed by a publisher whom the founder put on the roster. {@code -Dholdfast.swaps=N} sets how often.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SwapIT {
    private static final List<String> PLANES = List.of(
            "org.holdfast.coding.reedsolomon",
            "org.holdfast.crypto.jdk",
            "org.holdfast.compression.zstd",
            "org.holdfast.audit.aggregate",
            "org.holdfast.discovery.fixed",
            "org.holdfast.policy.standard");
    private static final int SWAPS =
            Integer.getInteger("holdfast.swaps", Boolean.getBoolean("holdfast.soak") ? 100 : 20);
    private static final int LARGE = 12 << 20;

    @TempDir
    static Path temporary;

    private static PluginLab lab;
    private static Machine owner;

    @BeforeAll
    static void start() throws Exception {
        lab = PluginLab.up(temporary);
        owner = lab.owner();
        lab.withFiles(200, 50_000);
        owner.holdfast("backup", "--wait").ok();
        Path early = lab.publisher().version(PLANES.getFirst(), "0.1.1");
        assertEquals("PLUGIN_UNKNOWN_PUBLISHER", refused(early));
        lab.trusting();
    }

    @AfterAll
    static void end() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String refused(Path jar) {
        return owner.holdfast("plugin", "install", jar.toString())
                .failure()
                .get("code")
                .getAsString();
    }

    private static JsonObject install(Path jar) {
        return lab.call("POST", "/v1/plugins?file=" + jar);
    }

    @Test
    @Order(1)
    @Tag("R63")
    void bundlesOfEveryPlaneAreSwappedUnderABackupAndARestore() throws Exception {
        Random random = new Random(7);
        for (int swap = 1; swap <= SWAPS; swap++) {
            lab.writeLarge(random, LARGE);
            Path target = temporary.resolve("restored-" + swap);
            CompletableFuture<JsonObject> backup = Meanwhile.get(() -> lab.call("POST", "/v1/backup?wait=true"));
            CompletableFuture<JsonObject> restore = Meanwhile.get(() -> restore(target));
            for (String plane : PLANES) {
                JsonObject done = install(lab.publisher().version(plane, "0.2." + swap));
                assertEquals("replaced", done.get("change").getAsString(), done::toString);
            }
            JsonObject snapshot = backup.join();
            assertEquals("FULL", snapshot.get("state").getAsString(), snapshot::toString);
            assertEquals(0, snapshot.getAsJsonArray("problems").size(), snapshot::toString);
            assertEquals(0, restore.join().get("errors").getAsInt());
            delete(target);
        }
        Path whole = temporary.resolve("whole");
        restore(whole);
        Trees.assertSame(lab.source(), Trees.restored(whole, lab.source()));
    }

    private static JsonObject restore(Path target) {
        JsonObject request = new JsonObject();
        request.addProperty("snapshot", "latest");
        request.addProperty("to", target.toString());
        return owner.control()
                .flatMap(control -> control.call("POST", "/v1/restore", request))
                .map(List::getLast)
                .orElseThrow(() -> new AssertionError("the owner does not answer" + owner.log()));
    }

    private static void delete(Path tree) {
        Outcome.of(new ProcessBuilder("rm", "-rf", tree.toString())).ok();
    }

    /** The garbage collector takes what was replaced, class loader and all. */
    @Test
    @Order(2)
    @Tag("R63")
    void nothingOfReplacedBundlesStaysInMemory() {
        Await.until(
                "the old class loaders are collected",
                () -> {
                    collectGarbage();
                    return lab.call("GET", "/v1/plugin-status")
                                    .get("uncollected")
                                    .getAsInt()
                            == 0;
                },
                () -> lab.call("GET", "/v1/plugin-status").toString());
    }

    private static void collectGarbage() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = String.valueOf(owner.process().orElseThrow().pid());
        Outcome.of(new ProcessBuilder(jcmd, pid, "GC.run")).ok();
    }

    @Test
    @Order(3)
    @Tag("R63")
    void whatReplacedTheProductsOwnRunsAfterARestartToo() {
        owner.kill();
        owner.start();
        // A node answers before all of its plug-ins have come up.
        Await.until("all planes are there", () -> ofPlanes("bundle").size() == PLANES.size(), owner::log);
        assertEquals(Set.of("0.2." + SWAPS), ofPlanes("version"));
        assertEquals(
                "FULL", lab.call("POST", "/v1/backup?wait=true").get("state").getAsString());
    }

    private static Set<String> ofPlanes(String key) {
        return lab.providers().stream()
                .filter(each -> PLANES.contains(each.get("bundle").getAsString()))
                .map(each -> each.get(key).getAsString())
                .collect(Collectors.toSet());
    }

    @Test
    @Order(4)
    @Tag("R65")
    void whatIsStoredInAFormatIsWrittenAnew() throws Exception {
        Path jar = lab.publisher().version("org.holdfast.coding.xor", "0.2.1");
        owner.holdfast("plugin", "install", jar.toString()).ok();
        owner.holdfast("plugin", "prefer", "coding", "parity-v1").ok();
        lab.writeLarge(new Random(99), LARGE);
        owner.holdfast("backup", "--wait").ok();
        Path empty = lab.publisher().version("org.holdfast.coding.tornado", "0.2.1");
        install(empty);
        owner.holdfast("plugin", "remove", "org.holdfast.coding.tornado").ok();
        owner.holdfast("plugin", "prefer", "coding", "rs-cauchy-v1").ok();
        owner.holdfast("plugin", "recode", "coding", "parity-v1").ok();
        Await.until("nothing is stored as parity-v1", () -> lab.bytesInUse("parity-v1") == 0, owner::log);
        Path whole = temporary.resolve("recoded");
        restore(whole);
        Trees.assertSame(lab.source(), Trees.restored(whole, lab.source()));
    }

    /** What lies in the folder takes part until it is taken out; what is not signed never does. */
    @Test
    @Order(5)
    @Tag("R64")
    void theDropInFolderTakesSignedJarsOnly() throws Exception {
        Path folder = owner.home().resolve("plugins");
        Path bad = lab.publisher().unsigned("org.holdfast.policy.standard", "0.9.0");
        Files.copy(bad, folder.resolve("bad.jar"));
        Await.until("the unsigned jar is refused", () -> lab.warnings().contains("bad.jar"), owner::log);
        assertTrue(lab.warnings().contains("not signed"), lab::warnings);
        Files.delete(folder.resolve("bad.jar"));

        Path good = lab.publisher().version("org.holdfast.discovery.fixed", "0.9.1");
        Path part = Files.copy(good, folder.resolve("good.part"));
        Files.move(part, folder.resolve("good.jar"), StandardCopyOption.ATOMIC_MOVE);
        Await.until("the signed jar is installed", () -> installed().equals(Optional.of("0.9.1")), owner::log);
        Files.delete(folder.resolve("good.jar"));
        Await.until("it is removed", () -> installed().isEmpty(), owner::log);
        assertEquals(
                "FULL", lab.call("POST", "/v1/backup?wait=true").get("state").getAsString());
    }

    private static Optional<String> installed() {
        return lab.call("GET", "/v1/plugin-status").getAsJsonArray("installed").asList().stream()
                .map(each -> each.getAsJsonObject())
                .filter(each -> each.get("dropped_as").getAsString().equals("good.jar"))
                .map(each -> each.get("version").getAsString())
                .findFirst();
    }

    /** The outer layer is a cipher's choice of its own, here a weak one, and only where the policy allows it. */
    @Test
    @Order(6)
    @Tag("R35")
    @Tag("R36")
    void aWeakerCipherServesTheOuterLayerIfThePolicyAllowsIt() throws Exception {
        JsonObject refused =
                owner.holdfast("plugin", "prefer", "crypto.outer", "rc4-v1").failure();
        assertEquals("PROVIDER_REFUSED", refused.get("code").getAsString(), refused::toString);
        owner.holdfast("config", "set", "historic.allowed", "true").ok();
        owner.holdfast("plugin", "prefer", "crypto.outer", "rc4-v1").ok();
        lab.writeLarge(new Random(5), LARGE);
        assertEquals(
                "FULL", lab.call("POST", "/v1/backup?wait=true").get("state").getAsString());
        assertTrue(lab.bytesInUse("rc4-v1") > LARGE, () -> "in use: " + lab.bytesInUse("rc4-v1"));
        Path target = temporary.resolve("outer");
        restore(target);
        Trees.assertSame(lab.source(), Trees.restored(target, lab.source()));
    }
}
