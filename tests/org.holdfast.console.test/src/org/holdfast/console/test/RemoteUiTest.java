// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.ToolItem;
import org.holdfast.trust.x509.SelfSigned;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A real node, asked over its door to elsewhere: what each role may do, and everything that can be wrong with a pass. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemoteUiTest {
    /** A certificate of the test that has this long to live. */
    private static final int SHORT_LIVED = 40;

    private static RealLab lab;
    private static Path passes;
    private static Path source;
    private static String address;

    /** The file that the console has open; other passes take its place. */
    private static Path open;

    private static Path shortLived;

    @BeforeAll
    static void up() throws IOException {
        lab = RealLab.up(3, "1+1");
        passes = Desk.folder("passes").toRealPath();
        open = passes.resolve("open.pass");
        source = Desk.folder("source-elsewhere").toRealPath();
        Files.writeString(source.resolve("plan.txt"), "the plan");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + free.getLocalPort();
        }
        lab.owner("config", "set", "remote.address", address);
        lab.owner("stop");
        lab.owner("start");
        lab.owner("source", "add", source.toString());
        lab.owner("backup", "--wait");
    }

    @AfterAll
    static void down() throws IOException {
        Ui.closeDialogs();
        if (Ui.on(() -> Ui.find("node-2", ToolItem.class).isPresent())) {
            Ui.click("node-2");
            Ui.click("close-node");
        }
        lab.close();
    }

    /** A pass of the owner's node, in the place of the one that the console has open. */
    private static void allow(String name, String role, int days) throws IOException {
        Path file = passes.resolve(name + ".pass");
        lab.owner("remote", "allow", name, "--role", role, "--days", String.valueOf(days), "--out", file.toString());
        use(file);
    }

    private static void use(Path file) throws IOException {
        Files.copy(file, open, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    @Order(1)
    void thePlusSignOpensANodeElsewhere() throws IOException {
        allow("vera", "viewer", 90);
        Ui.clickThatOpens("open-node");
        Ui.await("it asks which", () -> Ui.find("open-elsewhere", Button.class).isPresent());
        Ui.run(() -> {
            Ui.get("open-here", Button.class).setSelection(false);
            Ui.get("open-elsewhere", Button.class).setSelection(false);
        });
        Ui.click("open-elsewhere");
        Ui.type("open-address", "no address");
        Ui.type("open-pass", open.toString());
        Ui.awaitText("open-problem", "An address is HOST:PORT");
        assertFalse(Ui.on(() -> Ui.enabled("open-ok")));
        Ui.type("open-address", address);
        Ui.await("it may be opened", () -> Ui.enabled("open-ok"));
        Ui.click("open-ok");
        Ui.await("it is beside the others", () -> Ui.text("node-2").equals("node1 (127.0.0.1)"));
        Ui.show("overview");
        Ui.awaitText("headline", "Your data are safe");
        Ui.awaitText("access", "This node is on another computer, at " + address);
        Ui.awaitText("access", "Your pass 'vera', until ");
        Ui.awaitText("access", "is a viewer's");
        assertEquals("", Ui.on(() -> Ui.text("link-problem")));
        String remembered = Files.readString(Path.of(System.getProperty("holdfast.nodes"), "settings"));
        assertTrue(remembered.contains("pass.2=" + open), remembered);
    }

    @Test
    @Order(2)
    void aViewerSeesEverythingAndTheRestIsNotOffered() {
        Ui.awaitRow("sources", source.toString());
        barred("back-up", "source-add");
        Ui.show("snapshots");
        Ui.awaitRow("entries", "plan.txt");
        Ui.select("entries", "plan.txt");
        barred("browse-restore", "browse-preview");
        Ui.show("policies");
        Ui.select("settings", "partners.spares");
        Ui.awaitText("setting-range", "Changing it takes an operator.");
        barred("setting-apply", "setting-default", "setting-value");
        Ui.show("plugins");
        Ui.select("providers", "deflate-v1");
        barred("prefer", "install", "roll-back");
        Ui.show("confederation");
        Ui.awaitRow("members", "node1");
        barred("invite");
        Ui.show("recovery");
        Ui.awaitText("sheet-text", "at its own computer, " + address);
        barred("sheet-show", "sheet-print", "sheet-save", "sheet-check", "sheet-seal");
    }

    private static void barred(String... ids) {
        Ui.await(
                "barred: " + List.of(ids),
                () -> List.of(ids).stream()
                        .noneMatch(id -> Ui.get(id, Control.class).isEnabled()));
    }

    @Test
    @Order(3)
    void anotherPassInItsPlaceCountsAtOnceAndAnOperatorMayMore() throws IOException {
        shortLived = shortLived();
        allow("otto", "operator", 90);
        Ui.show("overview");
        Ui.awaitText("access", "Your pass 'otto', until ");
        Ui.await("a backup may be asked for", () -> Ui.enabled("back-up"));
        Ui.clickThatOpens("source-add");
        Ui.await(
                "a path of that computer is asked for",
                () -> Ui.find("path-there", org.eclipse.swt.widgets.Text.class).isPresent());
        Ui.type("path-there", "relative");
        assertFalse(Ui.on(() -> Ui.enabled("path-ok")));
        Path more = Files.createDirectories(passes.resolve("more"));
        Ui.type("path-there", more.toString());
        Ui.click("path-ok");
        Ui.awaitRow("sources", more.toString());
        Ui.show("plugins");
        Ui.awaitRow("providers", "deflate-v1");
        barred("install", "roll-back");
    }

    @Test
    @Order(4)
    void aFileIsLookedIntoAndRestoredAtTheNode() throws IOException {
        Path target = Desk.folder("restored-elsewhere").toRealPath();
        Ui.show("snapshots");
        Ui.select("entries", "plan.txt");
        Ui.click("browse-preview");
        Ui.awaitText("preview-text", "the plan");
        Ui.click("browse-preview");
        Ui.clickThatOpens("browse-restore");
        Ui.await("the wizard is there", () -> Ui.enabled("restore-to"));
        assertEquals("", Ui.on(() -> Ui.text("restore-to")), "nothing is known of that computer's folders");
        assertTrue(Ui.on(() -> Ui.find("restore-browse", Button.class).isEmpty()), "nor are this one's offered");
        assertFalse(Ui.on(() -> Ui.enabled("wizard-16")));
        Ui.type("restore-to", target.toString());
        Ui.click("wizard-16");
        Ui.awaitText("restore-outcome", "Restored 1 files");
        Ui.click("wizard-16");
        Path back = target.resolve(source.toString().substring(1)).resolve("plan.txt");
        assertEquals("the plan", Files.readString(back));
    }

    @Test
    @Order(5)
    void aPassThatEndsSoonIsSpokenOf() throws IOException {
        allow("tess", "custodian", 3);
        Ui.awaitText("link-problem", "Your pass for this node ends at ");
        Ui.awaitText("access", "is a custodian's");
        Ui.show("plugins");
        Ui.await("a custodian installs", () -> Ui.enabled("install"));
    }

    @Test
    @Order(6)
    void aPassThatIsWithdrawnSaysSo() {
        lab.owner("remote", "revoke", "tess");
        Ui.awaitText("link-problem", "The node does not let your pass in.");
        Ui.awaitText("link-problem", "was never let in, or was revoked");
        Ui.awaitText("link-problem", "put it in place of " + open);
    }

    @Test
    @Order(7)
    void aPassOfAnotherNodeIsNotUsed() throws IOException {
        Path other = passes.resolve("other.pass");
        RealLab.node(2, "remote", "allow", "otto", "--role", "operator", "--out", other.toString());
        use(other);
        Ui.click("link-retry");
        Ui.awaitText("link-problem", "is not the node that the pass is for");
        Ui.awaitText("link-problem", "Nothing was sent");
        Ui.await(
                "the tip says so, too",
                () -> Ui.get("node-2", ToolItem.class).getToolTipText().contains("another node answers there"));
    }

    @Test
    @Order(8)
    void whatIsNoPassAndWhatIsGoneIsSaid() throws IOException {
        Files.writeString(open, "no pass");
        Ui.click("link-retry");
        Ui.awaitText("link-problem", open + " is no pass");
        use(passes.resolve("vera.pass"));
        Ui.await("it is found again", () -> Ui.text("link-problem").isEmpty());
        lab.owner("stop");
        Ui.awaitText("link-problem", "cannot be asked: nobody answers there");
        lab.owner("start");
        Ui.await("it is found again", () -> Ui.text("link-problem").isEmpty());
    }

    @Test
    @Order(9)
    void aPassThatHasExpiredSaysSo() throws IOException {
        use(shortLived);
        Ui.awaitText("link-problem", "the certificate of 'zoe' has expired at ", SHORT_LIVED * 3000L);
    }

    /** Made by hand: the command makes none that ends today. */
    private static Path shortLived() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Instant now = Instant.now();
            X509Certificate certificate = SelfSigned.certificate(
                    pair, "zoe", now.minusSeconds(60), now.plusSeconds(SHORT_LIVED), new SecureRandom());
            Path own = Files.write(passes.resolve("zoe.crt"), certificate.getEncoded());
            Path file = passes.resolve("zoe.pass");
            lab.owner(
                    "remote",
                    "allow",
                    "zoe",
                    "--role",
                    "viewer",
                    "--certificate",
                    own.toString(),
                    "--out",
                    file.toString());
            String key =
                    Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
            String rest = Files.readString(file);
            return Files.writeString(
                    file, "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n" + rest);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
