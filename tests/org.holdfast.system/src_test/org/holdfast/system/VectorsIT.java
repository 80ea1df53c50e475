// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
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

/** A third party's plug-in meets its golden vectors in the real product: good, without any, wrong, hanging. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VectorsIT {
    private static final int LARGE = 4 << 20;

    @TempDir
    static Path temporary;

    private static PluginLab lab;
    private static Machine owner;

    @BeforeAll
    static void start() throws Exception {
        lab = PluginLab.up(temporary);
        owner = lab.owner();
        lab.withFiles(20, 20_000).trusting();
    }

    @AfterAll
    static void end() {
        if (lab != null) {
            lab.close();
        }
    }

    private static Path signed(ThirdParty plugin) throws Exception {
        return lab.publisher().sign(plugin.jar(temporary), plugin.name() + "-" + plugin.version() + ".jar");
    }

    private static Outcome install(ThirdParty plugin) throws Exception {
        return owner.holdfast("plugin", "install", signed(plugin).toString());
    }

    private static String code(Outcome failed) {
        return failed.failure().get("code").getAsString();
    }

    private static void backUp(int seed) throws Exception {
        lab.writeLarge(new Random(seed), LARGE);
        JsonObject snapshot = lab.call("POST", "/v1/backup?wait=true");
        assertTrue(snapshot.has("state"), () -> snapshot + owner.log());
        assertEquals("FULL", snapshot.get("state").getAsString(), snapshot::toString);
    }

    @Test
    @Order(1)
    @Tag("R63")
    void withoutVectorsAForeignCodeIsForReadingOnly() throws Exception {
        install(ThirdParty.mirror("1.0.0", ThirdParty.RIGHT, "")).ok();
        JsonObject mirror = lab.listed(ThirdParty.MIRROR);
        assertEquals("reader", mirror.get("state").getAsString(), mirror::toString);
        assertTrue(mirror.get("problem").getAsString().contains("vectors/mirror-v1.json"), mirror::toString);
        assertTrue(lab.warnings().contains("VECTORS_MISSING"), lab::warnings);
        assertEquals("VECTORS_MISSING", code(owner.holdfast("plugin", "prefer", "coding", "mirror-v1")));
        backUp(1);
    }

    @Test
    @Order(2)
    @Tag("R63")
    void withThemItBecomesCurrent() throws Exception {
        install(ThirdParty.mirror("1.1.0", ThirdParty.RIGHT, ThirdParty.mirrorVectors()))
                .ok();
        owner.holdfast("plugin", "prefer", "coding", "mirror-v1").ok();
        backUp(2);
        assertMirrorWrites("1.1.0");
        assertEquals("FORMAT_IN_USE", code(owner.holdfast("plugin", "remove", ThirdParty.MIRROR)));
        assertTrue(lab.listed(ThirdParty.MIRROR).get("bytes_in_use").getAsLong() > LARGE);
    }

    private static void assertMirrorWrites(String version) {
        JsonObject mirror = lab.listed(ThirdParty.MIRROR);
        assertEquals(version, mirror.get("version").getAsString(), mirror::toString);
        assertEquals("active", mirror.get("state").getAsString(), mirror::toString);
        assertTrue(mirror.get("preferred").getAsBoolean(), mirror::toString);
    }

    /** Its own new vectors, which it reproduces, do not help it: those that were accepted first stay. */
    @Test
    @Order(3)
    @Tag("R63")
    void aLaterVersionThatIsOneBitOffIsRefusedAndThePreviousOneStays() throws Exception {
        assertEquals(
                "VECTORS_DIFFER",
                code(install(ThirdParty.mirror("1.2.0", ThirdParty.ONE_BIT_OFF, ThirdParty.mirrorVectors()))));
        assertMirrorWrites("1.1.0");
        backUp(3);
    }

    @Test
    @Order(4)
    @Tag("R63")
    void aLaterVersionThatHangsDoesNotStopTheNode() throws Exception {
        Path jar = signed(ThirdParty.mirror("1.3.0", ThirdParty.HANGING, ThirdParty.mirrorVectors()));
        CompletableFuture<Outcome> installing =
                Meanwhile.get(() -> owner.holdfast("plugin", "install", jar.toString()));
        backUp(4);
        assertEquals("TIMED_OUT", code(installing.join()));
        assertMirrorWrites("1.1.0");
        backUp(5);
    }

    @Test
    @Order(5)
    @Tag("R63")
    void itIsCheckedAgainAtTheNextStart() throws Exception {
        owner.kill();
        owner.start();
        backUp(6);
        assertMirrorWrites("1.1.0");
        lab.assertRestored("whole");
    }

    /** Though it is ranked higher than the product's own. */
    @Test
    @Order(6)
    @Tag("R63")
    void aWrongProviderOfABuiltInFormatIsNotUsed() throws Exception {
        install(new ThirdParty("com.example.wrong", "1.0.0", "1", "rs-cauchy-v1", ThirdParty.ONE_BIT_OFF, ""))
                .ok();
        assertEquals("refused", lab.listed("com.example.wrong").get("state").getAsString());
        owner.holdfast("plugin", "prefer", "coding", "rs-cauchy-v1").ok();
        backUp(7);
        lab.assertRestored("again");
        Await.until("the refusal is in the audit log", VectorsIT::isRefusalLogged, owner::log);
    }

    private static boolean isRefusalLogged() {
        return owner.holdfast("log").ok().objects("event").stream()
                .filter(each -> each.get("event").getAsString().equals("PROVIDER_REFUSED"))
                .anyMatch(each -> each.get("text").getAsString().contains("com.example.wrong"));
    }

    /** At once, not only at the next start; what it wrote stays readable. */
    @Test
    @Order(7)
    @Tag("R64")
    void aRevokedPublishersPlugInIsTakenOutOfUse() throws Exception {
        String certificate = lab.publisher().certificate().toString();
        owner.holdfast("plugin", "prefer", "coding", "mirror-v1").ok();
        owner.holdfast("plugin", "prefer", "coding", "rs-cauchy-v1").ok();
        owner.holdfast("plugin", "trust", certificate, "--revoke").ok();
        Await.until("status says so", () -> lab.warnings().contains("PLUGIN_REVOKED"), owner::log);
        Await.until("it is refused", () -> mirrorIs("refused"), owner::log);
        assertEquals("PLUGIN_REVOKED", code(owner.holdfast("plugin", "prefer", "coding", "mirror-v1")));
        backUp(8);
        owner.holdfast("plugin", "trust", certificate).ok();
        Await.until("it is trusted again", () -> mirrorIs("active"), owner::log);
        owner.holdfast("plugin", "prefer", "coding", "mirror-v1").ok();
    }

    private static boolean mirrorIs(String state) {
        return lab.listed(ThirdParty.MIRROR).get("state").getAsString().equals(state);
    }
}
