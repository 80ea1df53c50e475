// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The web page of a real node in a real browser: status, browsing, a restore, by mouse and by keyboard, narrow and wide,
 * light and dark; and names of files that would like to be more than that. With {@code holdfast.shots} it also takes the
 * pictures of docs/web.md.
 */
@Tag("G")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebPageIT {
    private static final List<String> VIEWS = List.of("overview", "partners", "snapshots", "activity", "plugins");
    private static final String SHOTS = System.getProperty("holdfast.shots", "");
    private static final String TRAP = "<img src=x onerror=document.title=1>";

    @TempDir
    static Path temporary;

    private static Path source;
    private static Lab lab;
    private static Browser browser;

    @BeforeAll
    static void backUp() throws IOException {
        browser = Browser.open();
        Path base = Path.of(System.getProperty("holdfast.nodes", temporary.toString())); // it is in the pictures
        source = base.resolve("papers");
        Random random = new Random(7);
        for (String folder : List.of("letters", "minutes", "photos", "plans")) {
            Files.createDirectories(source.resolve(folder));
            for (int i = 1; i <= 12; i++) {
                byte[] content = Trees.bytes(random, 2000 + random.nextInt(20_000));
                Files.write(source.resolve(folder).resolve("%s-%02d.odt".formatted(folder, i)), content);
            }
        }
        // By the shell: this Java may be in a country that knows no such names.
        String names = "mkdir \"$0\" && cd \"$0\" && touch \"$1\" $'turned-\\xe2\\x80\\xaefdp.exe' $'two\\nlines'";
        Outcome.of(new ProcessBuilder(
                        "bash", "-euc", names, source.resolve("odd").toString(), TRAP))
                .ok();
        boolean pictures = !SHOTS.isEmpty();
        lab = Lab.up(base.resolve("lab"), pictures ? 8 : 3, pictures ? "5+2" : "1+1");
        lab.owner().holdfast("source", "add", source.toString()).ok();
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    /** Scripts that failed, what the page's policy forbade, files that were not there. */
    @AfterEach
    void theBrowserHadNothingToComplainOf() {
        assertEquals(List.of(), browser.complaints());
    }

    /** Of a connection that is refused, as it should be: nothing that a test looks at. */
    private static void hearNoComplaints() {
        browser.script("location.replace('about:blank')");
        Await.until("the page is left", () -> browser.address().equals("about:blank"));
        browser.complaints();
    }

    private static String ticket(String... more) {
        String[] command = Stream.concat(Stream.of("web"), Stream.of(more)).toArray(String[]::new);
        return lab.owner().holdfast(command).ok().last().get("address").getAsString();
    }

    private static void show(String view) {
        browser.click("nav a[href='#" + view + "']");
        Await.until(view + " is shown", () -> browser.address().endsWith("#" + view));
    }

    private static void see(String view) {
        show(view);
        switch (view) {
            case "overview" -> browser.await("#sources", source.toString());
            case "partners" -> browser.await("#partners", "node3");
            case "snapshots" -> browser.await("#snapshots", "protected");
            case "activity" -> browser.await("#events", "CHANGE_ASKED");
            default -> browser.await("#providers", "zstd-v1");
        }
    }

    @Test
    @Order(1)
    void aTicketOpensThePageOnceAndABackupIsMadeFromThere() {
        String address = ticket();
        browser.go(address);
        browser.await("#headline", "Your data are not safe");
        assertFalse(browser.address().contains(address.substring(address.indexOf('#'))), "the ticket is gone at once");
        browser.click("#back-up");
        browser.await("#backup-state", "The backup is done");
        assertEquals("back-up", browser.script("return document.activeElement.id"), "the focus stays where it was");
        browser.await("#headline", "Your data are safe");
        browser.script("location.reload()");
        browser.await("#headline", "Your data are safe");
        Trees.make(temporary.resolve("late"), 3, 2, 100);
        String late = temporary.resolve("late").toString();
        lab.owner().holdfast("source", "add", late).ok();
        browser.await("#headline", "What is backed up can be restored, but not all is well");
        browser.await("#reasons", late + " is in no snapshot yet");
        browser.await("#sources", "never");
        lab.owner().holdfast("source", "remove", late).ok();
        browser.await("#headline", "Your data are safe");
        browser.script("sessionStorage.clear()");
        browser.go(address);
        browser.await("#closed", "used already");
        browser.await("#closed", "holdfast web");
    }

    @Test
    @Order(2)
    void everyViewIsUsableForEverybody() {
        browser.go(ticket());
        for (String theme : List.of("light", "dark")) {
            browser.prefer(theme);
            for (String view : VIEWS) {
                see(view);
                assertEquals(List.of(), browser.hindrances(), view + " in " + theme);
            }
            assertEquals(
                    theme.equals("dark") ? "rgb(28, 30, 33)" : "rgb(242, 243, 245)",
                    browser.script("return getComputedStyle(document.body).backgroundColor"));
        }
        browser.click("#theme");
        assertEquals(
                "rgb(242, 243, 245)",
                browser.script("return getComputedStyle(document.body).backgroundColor"),
                "what the person chooses is stronger than what the system prefers");
        browser.script("localStorage.clear(); location.reload()");
        browser.prefer("light");
    }

    @Test
    @Order(3)
    void nothingIsCutOffOnANarrowScreen() {
        browser.go(ticket());
        browser.wide(360, 740);
        try {
            for (String view : VIEWS) {
                see(view);
                assertEquals(0L, overhang(), view);
                assertEquals(List.of(), browser.hindrances(), view);
            }
        } finally {
            browser.wide(1240, 900);
        }
    }

    /** Wide tables are what does not fit first: from the narrowest window in which they are tables. */
    @Test
    @Order(3)
    void nothingIsCutOffInWindowsOfOtherWidths() {
        browser.go(ticket());
        try {
            for (int width : List.of(320, 640, 959, 961, 1100)) {
                browser.wide(width, 900);
                for (String view : VIEWS) {
                    see(view);
                    assertEquals(0L, overhang(), view + " in " + width + " pixels");
                }
            }
        } finally {
            browser.wide(1240, 900);
        }
    }

    /** By how much the page is wider than the window, in pixels. */
    private static Object overhang() {
        return browser.script("return Math.max(0, document.documentElement.scrollWidth - innerWidth)");
    }

    @Test
    @Order(4)
    void namesOfFilesAreTextAndNothingElse() {
        browser.go(ticket());
        see("snapshots");
        into(source.resolve("odd"));
        browser.await("#entries", TRAP);
        browser.await("#entries", "turned-\\xe2\\x80\\xaefdp.exe"); // so the node says it
        browser.await("#entries", "two\\x0alines");
        assertEquals(0L, browser.script("return document.querySelectorAll('#view img').length"));
        browser.type("#pattern", "onerror");
        browser.click("#find");
        browser.await("#found", TRAP);
        browser.click("#found button[aria-label*='onerror']");
        browser.await("dialog", TRAP);
        browser.type("#restore-to", temporary.resolve("<b>odd").toString());
        browser.click("#restore-go");
        browser.await("#restore-state", "1 file is back");
        assertEquals(0L, browser.script("return document.querySelectorAll('dialog img, dialog b').length"));
        browser.click("#restore-close");
        see("activity");
        browser.await("#works", TRAP);
        assertEquals(0L, browser.script("return document.querySelectorAll('#view img, #view b').length"));
        show("snapshots");
        assertEquals("Snapshots – Holdfast", browser.script("return document.title"));
        assertNull(browser.script("return document.querySelector('[onerror]')"));
    }

    /** Other texts than names of files come as somebody else wrote them. */
    @Test
    @Order(5)
    void whatIsHiddenOrTurnsTheDirectionIsShownByItsNumber() {
        browser.go(ticket());
        browser.await("#headline", "Your data are safe");
        assertEquals(
                "a⟦U+202E⟧b⟦U+0007⟧ c⟦U+00A0⟧⟦U+200B⟧⟦U+D800⟧⟦U+E0100⟧ é漢😀",
                browser.evaluate("text.js", "harmless('a\\u202Eb\\u0007 c\\u00A0\\u200B\\uD800\\u{E0100} é漢😀')"));
        assertEquals("1 in 370 billion years", browser.evaluate("text.js", "years(2.7e-12)"));
        assertEquals("practically never", browser.evaluate("text.js", "years(0)"));
        assertEquals("1.5 KiB", browser.evaluate("text.js", "bytes(1536)"));
    }

    /** Down from the root, into what is backed up. */
    private static void into(Path folder) {
        browser.click("#entries button.link", source + "/");
        browser.await("#place", source.toString());
        if (!folder.equals(source)) {
            browser.click("#entries button.link", source.relativize(folder) + "/");
        }
        browser.await("#place", folder.toString());
    }

    @Test
    @Order(6)
    @Tag("R26")
    @Tag("R54")
    void aFileComesBackByteForByte() throws IOException {
        Path target = temporary.resolve("back");
        browser.go(ticket());
        see("snapshots");
        into(source.resolve("letters"));
        browser.type("#entries-filter", "letters-03");
        browser.click("#entries button[aria-label='Restore letters-03.odt…']");
        browser.await("dialog", "letters-03.odt");
        assertEquals(List.of(), browser.hindrances(), "where to");
        browser.type("#restore-to", "somewhere");
        browser.click("#restore-go");
        browser.await("#restore-problem", "full path");
        browser.type("#restore-to", target.toString());
        browser.click("#restore-go");
        browser.await("#restore-state", "1 file is back");
        assertEquals(List.of(), browser.hindrances(), "restored");
        isBack(target, "letters-03.odt");
        browser.click("#restore-close");
        see("activity");
        browser.await("#works", "letters-03.odt");
        browser.await("#works", "done");
        browser.await("#events", "web page ");
    }

    private static void isBack(Path target, String name) throws IOException {
        Path wanted = source.resolve("letters").resolve(name);
        assertArrayEquals(Files.readAllBytes(wanted), Files.readAllBytes(inTarget(target, name)));
    }

    private static Path inTarget(Path target, String name) {
        Path wanted = source.resolve("letters").resolve(name);
        return target.resolve(wanted.getRoot().relativize(wanted));
    }

    /** From the address to the file on the disk, with Tab, Enter and letters. */
    @Test
    @Order(7)
    void allOfItGoesWithoutAMouse() throws IOException {
        Path target = temporary.resolve("keys");
        browser.go(ticket());
        browser.await("#headline", "Your data are safe");
        browser.tabTo("nav a[href='#snapshots']");
        browser.press(Keys.ENTER);
        browser.await("#snapshots", "protected");
        Path letters = source.resolve("letters");
        for (String step : List.of(source.toString(), "letters")) {
            browser.await("#entries", step + "/");
            browser.tabTo("#entries button.link");
            String aim = "return document.activeElement.textContent === arguments[0]";
            for (int i = 0; i < 80 && !Boolean.TRUE.equals(browser.script(aim, step + "/")); i++) {
                browser.tabTo("#entries button.link");
            }
            browser.press(Keys.ENTER);
            browser.await("#place", step);
        }
        browser.await("#entries", "letters-05.odt");
        browser.tabTo("#entries button[aria-label='Restore letters-05.odt…']");
        browser.press(Keys.ENTER);
        browser.await("dialog", "letters-05.odt");
        browser.press(target.toString(), Keys.ENTER);
        browser.await("#restore-state", "1 file is back");
        isBack(target, "letters-05.odt");
        browser.press(Keys.ENTER);
        Await.until("the window is closed", () -> browser.text("dialog").isEmpty());
    }

    @Test
    @Order(8)
    void aViewerSeesAndIsToldWhatTakesMore() {
        browser.go(ticket("--role", "viewer"));
        browser.await("#headline", "Your data are safe");
        assertEquals(Boolean.TRUE, browser.script("return document.getElementById('back-up').disabled"));
        browser.await("#view", "holdfast web --role operator");
        see("snapshots");
        assertEquals(Boolean.TRUE, browser.script("return document.getElementById('restore-folder').disabled"));
        browser.click("#leave");
        browser.await("#closed", "You have left");
        browser.script("location.reload()");
        browser.await("#closed", "holdfast web");
    }

    /** What happened with a partner, and that there is room for it: audits that went well are left out. */
    @Test
    @Order(9)
    void aPartnerHasAHistoryAndWhatIsEverydayIsLeftOut() {
        browser.go(ticket());
        see("partners");
        browser.await("#partners", "well");
        browser.click("#partners button.link", "node3");
        browser.await("#chosen", "Agreement 1");
        browser.await("#decisions", "track-record");
        browser.await("#history", "AGREEMENT_MADE");
        browser.click("#audit");
        browser.await("#audit-state", "PROVED");
        Await.until(
                "it is in the log",
                () -> lab.owner().holdfast("log").ok().output().contains("AUDIT_PROVED"));
        assertEquals(List.of(), browser.hindrances(), "a partner that is chosen");
        browser.wide(360, 740);
        assertEquals(0L, overhang());
        browser.wide(1240, 900);
        see("activity");
        browser.await("#events", "node3"); // not only digits
        String shown = browser.text("#events");
        see("partners");
        assertFalse((browser.text("#history") + shown).contains("AUDIT_PROVED"));
        browser.click("#partners button.link", "node3");
        Await.until("it is put away", () -> browser.text("#chosen").isEmpty());
    }

    /** Ten pages or a thousand: what stands on the screen is one. */
    @Test
    @Order(10)
    void ofAMillionNamesAThousandAreShownAtOnce() {
        browser.go(ticket());
        browser.await("#headline", "Your data are safe");
        assertEquals(
                List.of(1000L, "1 to 1,000 of 1,000,000", "1,001 to 2,000 of 1,000,000", 2L, "2", "‹ Back"),
                browser.inModule("table.js", PageScripts.LEAF));
    }

    /** From the bytes of the answer, cut where they like, to the rows; the node's part is in tests of its own. */
    @Test
    @Order(10)
    void aFolderWithAMillionEntriesIsReadToItsEnd() {
        browser.go(ticket());
        browser.await("#headline", "Your data are safe");
        assertEquals(
                List.of(true, 1_000_000L, 1000L, "/many/é漢-999999"), browser.inModule("entries.js", PageScripts.LOAD));
    }

    @Test
    @Order(11)
    void eachTabHasASessionOfItsOwn() {
        browser.go(ticket());
        browser.await("#headline", "Your data are safe");
        browser.elsewhere(() -> {
            browser.go(ticket("--role", "viewer"));
            browser.await("#who", "a viewer");
            browser.await("#headline", "Your data are safe");
            browser.click("#leave");
            browser.await("#closed", "You have left");
        });
        browser.await("#who", "an operator");
        see("plugins");
        browser.script("location.reload()");
        browser.await("#who", "an operator");
    }

    @Test
    @Order(12)
    void pictures() {
        assumeFalse(SHOTS.isEmpty(), "pictures are taken by ./build screenshots");
        lab.owner().holdfast("backup", "--wait").ok();
        browser.go(ticket());
        see("snapshots");
        into(source);
        for (String theme : List.of("light", "dark")) {
            browser.prefer(theme);
            show("snapshots");
            shoot("snapshots-" + theme);
            see("overview");
            browser.await("#headline", "Your data are safe");
            shoot("overview-" + theme);
        }
        browser.prefer("light");
        browser.wide(360, 740);
        see("overview");
        shoot("narrow");
        browser.wide(1240, 900);
    }

    private static void shoot(String name) {
        browser.shoot(Path.of(SHOTS, "web-" + name + ".png"));
    }

    /** Partners that hold still keep the restore from ending before the node does. */
    @Test
    @Order(13)
    void aRestoreThatTheNodesEndCutOffGoesOnWithTheNextSession() throws IOException {
        Path target = temporary.resolve("cut");
        browser.go(ticket());
        see("snapshots");
        into(source.resolve("letters"));
        browser.await("#entries", "letters-12.odt");
        signal("-STOP");
        try {
            browser.click("#restore-folder");
            browser.type("#restore-to", target.toString());
            browser.click("#restore-go");
            browser.await("dialog", "Restoring");
            browser.click("#restore-close");
            see("activity");
            browser.await("#works", "running");
            browser.click("#leave");
            browser.refuse("A restore goes on here");
            browser.await("#who", "an operator");
            lab.owner().kill();
            browser.await("#works", "begin again and it goes on");
            assertFalse(Files.exists(inTarget(target, "letters-12.odt")));
        } finally {
            signal("-CONT");
        }
        hearNoComplaints();
        lab.owner().start();
        browser.go(ticket());
        see("snapshots");
        into(source.resolve("letters"));
        browser.await("#entries", "letters-12.odt");
        browser.click("#restore-folder");
        browser.type("#restore-to", target.toString());
        browser.click("#restore-go");
        browser.await("#restore-state", "12 files are back");
        isBack(target, "letters-12.odt");
        browser.click("#restore-close");
    }

    private static void signal(String name) {
        for (Machine partner : lab.partners()) {
            String process = String.valueOf(partner.process().orElseThrow().pid());
            Outcome.of(new ProcessBuilder("kill", name, process)).ok();
        }
    }

    /** What was known stays; the page goes on by itself, or says that it cannot. */
    @Test
    @Order(14)
    void aNodeThatIsGoneIsSaidClearly() {
        browser.go(ticket());
        browser.await("#headline", "Your data are safe");
        lab.owner().kill();
        browser.await("#banner", "The node does not answer");
        browser.await("#banner", "holdfast web");
        assertEquals("Your data are safe", browser.text("#headline"));
        hearNoComplaints();
    }
}
