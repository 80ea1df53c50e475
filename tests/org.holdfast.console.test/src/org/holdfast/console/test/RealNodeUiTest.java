// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The console with a real node and its real partners, from the first backup to the restored file. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealNodeUiTest {
    private static RealLab lab;
    private static Path source;

    @BeforeAll
    static void up() throws IOException {
        lab = RealLab.up(3, "1+1");
        source = Desk.folder("source").toRealPath();
        Files.writeString(source.resolve("plan & <b>draft.txt"), "the plan");
        Files.createDirectories(source.resolve("letters"));
        Files.writeString(source.resolve("letters/one.txt"), "dear reader");
        lab.owner("source", "add", source.toString());
    }

    @AfterAll
    static void down() {
        lab.close();
    }

    @BeforeEach
    void begin() {
        Ui.closeDialogs();
        Ui.click("node-1");
        Ui.show("overview");
    }

    @Test
    @Order(1)
    void aClickMakesTheDataSafe() {
        Ui.awaitText("headline", "Your data are not safe");
        Ui.awaitRow("sources", source.toString());
        Ui.awaitText("partners-value", "2 of 2");
        Ui.click("back-up");
        Ui.awaitText("headline", "Your data are safe");
        Ui.awaitRow("events", "SNAPSHOT_PROTECTED");
    }

    @Test
    @Order(2)
    void aFileComesBackByPointingAtIt() throws IOException {
        Path target = Desk.folder("restored").toRealPath();
        Ui.show("snapshots");
        Ui.awaitRow("snapshots", "fully protected");
        Ui.select("entries", "plan & <b>draft.txt");
        Ui.clickThatOpens("browse-restore");
        Ui.await("the wizard is there", () -> Ui.enabled("restore-to"));
        Ui.type("restore-to", target.toString());
        Ui.click("wizard-16");
        Ui.awaitText("restore-outcome", "Restored 1 files");
        Ui.click("wizard-16");
        Path back = target.resolve(source.toString().substring(1)).resolve("plan & <b>draft.txt");
        assertArrayEquals(Files.readAllBytes(source.resolve("plan & <b>draft.txt")), Files.readAllBytes(back));
        assertTrue(Files.notExists(back.resolveSibling("letters")), "nothing else came back");
    }

    @Test
    @Order(3)
    void searchAndComparisonSeeTheSecondSnapshot() throws IOException {
        Files.writeString(source.resolve("letters/two.txt"), "dear reader, again");
        lab.owner("backup", "--wait");
        Ui.show("snapshots");
        Ui.await("there are two", () -> Ui.rows("snapshots").size() == 2);
        Ui.selectRow("snapshots", 0);
        Ui.tab("snapshot-tabs", 2);
        Ui.click("compare-go");
        Ui.awaitRow("differences", "added | " + source.resolve("letters/two.txt"));
        Ui.tab("snapshot-tabs", 1);
        Ui.type("search-pattern", "two");
        Ui.click("search-go");
        Ui.awaitRow("found", source.resolve("letters/two.txt").toString());
        Ui.tab("snapshot-tabs", 0);
    }

    @Test
    @Order(4)
    void whatNewDataAreWrittenWithIsChosen() {
        Ui.show("plugins");
        Ui.awaitRow("providers", "Erasure code | rs-cauchy-v1 | for new data");
        Ui.select("providers", "deflate-v1");
        Ui.click("prefer");
        Ui.awaitText("part.plugins-message", "new data are written with deflate-v1");
        Ui.awaitRow("providers", "Compression | deflate-v1 | for new data");
    }

    @Test
    @Order(5)
    void theSheetIsShownAndCheckedByTypingIt() {
        Ui.show("recovery");
        Ui.awaitText("sheet-state", "still on this machine");
        assertTrue(Ui.on(() -> Ui.text("sheet-text")).startsWith("The sheet is not shown."));
        Ui.click("sheet-show");
        Ui.awaitText("sheet-text", "RECOVERY WORDS (26");
        String sheet = Ui.on(() -> Ui.text("sheet-text"));
        Ui.click("sheet-show");
        Ui.awaitText("sheet-text", "The sheet is not shown.");
        check(sheet);
        Ui.awaitText("part.recovery-message", "Every word is right");
        check("abandon ability able");
        Ui.awaitText("part.recovery-message", "This sheet does not do");
    }

    private static void check(String typed) {
        Ui.clickThatOpens("sheet-check");
        Ui.await("the words are asked for", () -> Ui.enabled("sheet-words"));
        Ui.type("sheet-words", typed);
        Ui.click("words-ok");
    }

    @Test
    @Order(6)
    void settingsOfARealNodeAreChanged() {
        Ui.show("policies");
        Ui.select("settings", "partners.spares");
        Ui.type("setting-value", "three");
        Ui.click("setting-apply");
        Ui.awaitText("part.policies-message", "CONFIG_INVALID");
        Ui.type("setting-value", "3");
        Ui.click("setting-apply");
        Ui.awaitText("part.policies-message", "partners.spares is now '3'.");
        Ui.show("partners");
        Ui.awaitRow("partners", "node2");
        Ui.show("confederation");
        Ui.awaitRow("members", "node1");
    }

    @Test
    @Order(7)
    void aNodeThatIsStartedAnewIsFound() {
        Ui.awaitText("headline", "Your data are safe");
        lab.owner("stop");
        Ui.awaitText("link-problem", "does not run");
        lab.owner("start");
        Ui.await("no problem", () -> Ui.text("link-problem").isEmpty());
        Ui.awaitText("headline", "Your data are");
    }
}
