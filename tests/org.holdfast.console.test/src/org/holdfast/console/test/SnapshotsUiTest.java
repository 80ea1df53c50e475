// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.swt.widgets.Button;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotsUiTest {
    private static final String ROOT = "GET /v1/entries?snapshot=aa&path=%2F";
    private static final String HOME = ROOT + "home%2Fada";

    private StandIn node;

    @BeforeEach
    void begin() throws IOException {
        Desk.clear();
        node = new StandIn()
                .on(
                        "GET /v1/snapshots",
                        "{'type':'snapshot','id':'bb','state':'FULL','time':'2026-11-28T12:00:00Z','files':2}",
                        "{'type':'snapshot','id':'aa','state':'PROTECTED','time':'2026-11-29T12:00:00Z','files':3,'bytes':2048}",
                        "{'type':'snapshot','id':'','state':'WAITING'}")
                .on(ROOT, entry("/home/ada", "directory", 0))
                .on(HOME, entry("/home/ada/letters", "directory", 0), entry("/home/ada/plan.odt", "file", 2048))
                .on(HOME + "%2Fletters", entry("/home/ada/letters/one.txt", "file", 1));
    }

    @AfterEach
    void end() throws IOException {
        node.close();
    }

    private static String entry(String path, String kind, long size) {
        return "{'type':'entry','snapshot':'aa','path':'" + path + "','kind':'" + kind
                + "','mode':'0644','owner':'ada','group':'users','size':" + size
                + ",'modified':'2026-11-29T12:00:00.123456789Z'}";
    }

    @Test
    void foldersAreLoadedWhenTheyAreOpened() {
        Ui.show("snapshots");
        Ui.awaitRow("entries", "plan.odt");
        Ui.await(
                "the only source is open",
                () -> Ui.tree("folders").equals(List.of("/home/ada", "  letters", "    Loading…")));
        assertEquals(0, asked("letters"));
        Ui.expand("folders", "letters");
        Ui.await("the folder is loaded", () -> asked("letters") == 1);
        Ui.select("entries", "letters");
        Ui.enter("entries");
        Ui.awaitRow("entries", "one.txt | 1 B");
        Ui.awaitText("browse-place", "/home/ada/letters");
        Ui.click("browse-up");
        Ui.awaitRow("entries", "plan.odt | 2.0 KiB");
    }

    private long asked(String what) {
        return node.asked.stream().filter(each -> each.contains(what)).count();
    }

    @Test
    void aFilterLeavesOnlyWhatIsLookedFor() {
        Ui.show("snapshots");
        Ui.awaitRow("entries", "plan.odt");
        Ui.type("entries-filter", "PLAN");
        Ui.await("one row is left", () -> Ui.rows("entries").size() == 1);
        assertTrue(Ui.on(() -> Ui.rows("entries")).getFirst().startsWith("plan.odt"));
        Ui.type("entries-filter", "");
        Ui.await("both are back", () -> Ui.rows("entries").size() == 2);
    }

    @Test
    void searchGoesThroughAllSnapshots() {
        node.on("GET /v1/find", entry("/home/ada/plan.odt", "file", 2048));
        Ui.show("snapshots");
        Ui.awaitRow("entries", "plan.odt");
        Ui.tab("snapshot-tabs", 1);
        Ui.type("search-pattern", "plan");
        Ui.click("search-everywhere");
        Ui.click("search-go");
        Ui.awaitRow("found", "/home/ada/plan.odt");
        assertTrue(node.heard("GET /v1/find?glob=*plan*"), () -> node.asked.toString());
        Ui.click("search-everywhere");
        Ui.enter("search-pattern");
        Ui.await("only one is searched", () -> node.heard("GET /v1/find?glob=*plan*&snapshot=aa"));
        Ui.tab("snapshot-tabs", 0);
    }

    @Test
    void twoSnapshotsAreCompared() {
        node.on(
                "GET /v1/diff",
                "{'type':'difference','path':'/home/ada/new','change':'added'}",
                "{'type':'difference','path':'/home/ada/plan.odt','change':'content'}");
        Ui.show("snapshots");
        Ui.awaitRow("entries", "plan.odt");
        Ui.tab("snapshot-tabs", 2);
        Ui.click("compare-go");
        Ui.awaitRow("differences", "other content | /home/ada/plan.odt");
        Ui.awaitRow("differences", "added | /home/ada/new");
        assertTrue(node.heard("GET /v1/diff?older=bb&newer=aa"), () -> node.asked.toString());
        Ui.tab("snapshot-tabs", 0);
    }

    @Test
    void aRestoreIsFollowedAndCancelled() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        node.on("POST /v1/restore", out -> {
            try {
                while (true) {
                    out.write("{\"type\":\"progress\",\"phase\":\"restoring\",\"files\":3,\"total_files\":9,"
                            + "\"bytes\":10,\"total_bytes\":40,\"detail\":\"asks \\u001b[31m partners\"}\n");
                    out.flush();
                    Ui.pause(50);
                }
            } catch (IOException e) {
                hungUp.countDown();
                throw e;
            }
        });
        Ui.show("snapshots");
        Ui.select("entries", "plan.odt");
        Ui.clickThatOpens("browse-restore");
        Path target = Desk.folder("back").toAbsolutePath();
        Ui.await(
                "the wizard is there",
                () -> Ui.find("restore-to", org.eclipse.swt.widgets.Text.class).isPresent());
        Ui.type("restore-to", "relative");
        Ui.await("a relative folder will not do", () -> !Ui.enabled("wizard-16"));
        Ui.type("restore-to", target.toString());
        Ui.click("wizard-16");
        Ui.awaitText("restore-state", "3 of 9 files");
        Ui.awaitText("restore-state", "asks ⟦U+001B⟧[31m partners");
        assertEquals(
                25,
                Ui.on(() -> Ui.get("restore-bar", org.eclipse.swt.widgets.ProgressBar.class)
                        .getSelection()));
        assertTrue(
                node.heard("POST /v1/restore {\"snapshot\":\"aa\",\"path\":\"/home/ada/plan.odt\",\"to\":\"" + target
                        + "\""),
                () -> node.asked.toString());
        Ui.click("wizard-1");
        assertTrue(hungUp.await(20, TimeUnit.SECONDS), "the node hears that nobody waits any more");
        Ui.await("the wizard is gone", () -> Ui.find("wizard-16", Button.class).isEmpty());
    }

    @Test
    void aRestoreThatFailedIsBegunAgainWithAnotherFolder() throws IOException {
        node.on(
                "POST /v1/restore",
                "{'type':'error','code':'ACCESS_REFUSED','exit':1,'subject':'/x','message':'There is no such folder.','retryable':false}");
        Ui.show("snapshots");
        Ui.select("entries", "plan.odt");
        Ui.clickThatOpens("browse-restore");
        Ui.await(
                "the wizard is there",
                () -> Ui.find("restore-to", org.eclipse.swt.widgets.Text.class).isPresent());
        Path other = Desk.folder("other").toAbsolutePath();
        Ui.type("restore-to", Desk.folder("one").toAbsolutePath().toString());
        Ui.click("wizard-16");
        Ui.awaitText("restore-outcome", "It failed: There is no such folder. What is back stays");
        node.on("POST /v1/restore", "{'type':'restored','files':1,'bytes':3,'fetched_bytes':3}");
        Ui.await(
                "no progress stands below the end",
                () -> Ui.text("restore-state").isEmpty());
        Ui.click("wizard-14");
        Ui.type("restore-to", other.toString());
        Ui.click("wizard-16");
        Ui.awaitText("restore-outcome", "Restored 1 files");
        assertTrue(node.heard(
                "POST /v1/restore {\"snapshot\":\"aa\",\"path\":\"/home/ada/plan.odt\",\"to\":\"" + other + "\""));
        Ui.click("wizard-16");
        Ui.await("the wizard is gone", () -> Ui.find("wizard-16", Button.class).isEmpty());
    }

    /** Names that would break lines, turn around, hide themselves, be markup, or be taken for a menu's letter. */
    @Test
    void hostileNamesAreHarmless() {
        node.on(HOME, out -> {
            for (String name : List.of(
                    "a\\nb", "x\\u001b[2Jy", "\\u202etxt.exe", "<b>bold", "R&D", "zero\\u200bwidth", "\\ud800half")) {
                out.write(entry("/home/ada/NAME", "file", 1).replace('\'', '"').replace("NAME", name) + "\n");
            }
        });
        Ui.show("snapshots");
        for (String shown : List.of(
                "a⟦U+000A⟧b", "x⟦U+001B⟧[2Jy", "⟦U+202E⟧txt.exe", "<b>bold", "R&D", "zero⟦U+200B⟧width", "half")) {
            Ui.awaitRow("entries", shown);
        }
        Ui.select("entries", "<b>bold");
        Ui.clickThatOpens("browse-restore");
        Ui.awaitRow("restore-items", "/home/ada/<b>bold");
        Ui.click("wizard-1");
        node.on("GET /v1/find", entry("/home/ada/\\u202etxt&amp;.exe", "file", 1));
        Ui.tab("snapshot-tabs", 1);
        Ui.type("search-pattern", "txt");
        Ui.click("search-go");
        Ui.awaitRow("found", "/home/ada/⟦U+202E⟧txt&amp;.exe");
        Ui.tab("snapshot-tabs", 0);
    }
}
