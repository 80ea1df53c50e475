// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad updates of a plug-in that new data are written with are taken back. They have the version of what they replace, so
 * both cannot be there together, and the old one has gone before the new one can be checked.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollbackIT {
    private static final int LARGE = 48 << 20;
    private static final String ROLLED_BACK = "phase=ROLLED_BACK";
    private static final int ATTEMPTS = 5;

    @TempDir
    static Path temporary;

    private static PluginLab lab;
    private static Machine owner;

    @BeforeAll
    static void start() throws Exception {
        lab = PluginLab.up(temporary);
        owner = lab.owner();
        lab.withFiles(20, 20_000).trusting();
        install(ThirdParty.RIGHT);
        owner.holdfast("plugin", "prefer", "coding", "mirror-v1").ok();
    }

    @AfterAll
    static void end() {
        if (lab != null) {
            lab.close();
        }
    }

    private static JsonObject install(String encoding) throws Exception {
        return install("1.0.0", encoding);
    }

    private static JsonObject install(String version, String encoding) throws Exception {
        ThirdParty plugin = ThirdParty.mirror(version, encoding, ThirdParty.mirrorVectors());
        Path jar = lab.publisher().sign(plugin.jar(temporary), "mirror-" + version + encoding.length() + ".jar");
        return lab.call("POST", "/v1/plugins?file=" + jar);
    }

    private static JsonObject mirror() {
        return lab.listed(ThirdParty.MIRROR);
    }

    /** Whoever comes back is checked like anybody who comes, and that takes its moment. */
    private static boolean isActive() {
        return lab.providers().stream()
                .filter(each -> each.get("bundle").getAsString().equals(ThirdParty.MIRROR))
                .anyMatch(each -> each.get("state").getAsString().equals("active"));
    }

    private static void assertMirrorWrites() {
        JsonObject mirror = mirror();
        assertEquals("active", mirror.get("state").getAsString(), mirror::toString);
        assertTrue(mirror.get("preferred").getAsBoolean(), mirror::toString);
    }

    @Test
    @Order(1)
    @Tag("R63")
    void aBadUpdateIsTakenBackThoughTheNodeDiesBefore() throws Exception {
        String noted = notedByOneThatDies();
        for (int attempt = 1; attempt < ATTEMPTS && noted.contains(ROLLED_BACK); attempt++) {
            owner.start(); // it was quicker, by a second: the machine is busy
            Await.until("what the update replaced is back", RollbackIT::isActive, owner::log);
            noted = notedByOneThatDies();
        }
        assertFalse(noted.contains(ROLLED_BACK), noted);
        owner.start();
        Await.until("the update is taken back", () -> lab.warnings().contains("was taken back"), owner::log);
        Await.until("what it replaced is active", RollbackIT::isActive, owner::log);
        assertMirrorWrites();
    }

    /** What the owner has noted of a bad update when it is killed at once. */
    private static String notedByOneThatDies() throws Exception {
        install(ThirdParty.ONE_BIT_OFF);
        owner.kill();
        return Files.readString(owner.home().resolve("rollback/watch"));
    }

    /** Nothing is stored in the format yet; else the guard of the last reader would not let the update in. */
    @Test
    @Order(2)
    @Tag("R63")
    void aBackupGoesOnOverABadUpdate() throws Exception {
        lab.writeLarge(new Random(1), LARGE);
        JsonObject done = install(ThirdParty.ONE_BIT_OFF);
        assertEquals("replaced", done.get("change").getAsString(), done::toString);
        assertTrue(done.get("problem").getAsString().contains("VECTORS_DIFFER"), done::toString);
        CompletableFuture<JsonObject> backup = Meanwhile.get(() -> lab.call("POST", "/v1/backup?wait=true"));
        Await.until("the update is taken back", () -> lab.warnings().contains("was taken back"), owner::log);
        assertEquals("FULL", backup.join().get("state").getAsString());
        assertMirrorWrites();
        assertTrue(mirror().get("bytes_in_use").getAsLong() > LARGE);
        assertTrue(owner.holdfast("log").ok().toString().contains("PLUGINS_ROLLED_BACK"));
        lab.assertRestored("whole");
    }

    /** Now the head names the jar as a reader of what is stored. */
    @Test
    @Order(3)
    @Tag("R64")
    void anUpdateIsTakenBackThoughDataNeedThePlugIn() throws Exception {
        install("1.1.0", ThirdParty.RIGHT);
        assertEquals("1.1.0", mirror().get("version").getAsString());
        owner.holdfast("plugin", "rollback").ok();
        assertEquals("1.0.0", mirror().get("version").getAsString());
        assertMirrorWrites();
    }

    @Test
    @Order(4)
    @Tag("R64")
    void byHandTheLastChangesAreTakenBackOneAfterTheOther() throws Exception {
        owner.holdfast("plugin", "prefer", "coding", "rs-cauchy-v1").ok();
        owner.holdfast("plugin", "prefer", "compression", "deflate-v1").ok();
        assertFalse(mirror().get("preferred").getAsBoolean());
        owner.holdfast("plugin", "rollback").ok();
        assertFalse(mirror().get("preferred").getAsBoolean());
        owner.holdfast("plugin", "rollback").ok();
        assertMirrorWrites();
        List<String> kept = List.of(owner.home().resolve("rollback").toFile().list());
        assertTrue(kept.size() <= 4, kept::toString);
    }
}
