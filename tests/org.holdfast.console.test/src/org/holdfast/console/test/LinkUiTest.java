// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import org.eclipse.swt.graphics.RGB;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever happens to a node, the console says it clearly and finds it again without a restart. */
class LinkUiTest {
    /** In the light theme, and in the dark one. */
    private static final Set<RGB> AMBER = Set.of(new RGB(0x8a, 0x5a, 0), new RGB(0xe0, 0xa9, 0x3b));

    @BeforeEach
    void begin() throws IOException {
        Desk.clear();
    }

    @Test
    void aNodeThatIsStoppedSaysSoAndComesBack() throws IOException {
        try (StandIn node = new StandIn()) {
            Ui.awaitText("headline", "Your data are safe");
            assertEquals("", Ui.on(() -> Ui.text("link-problem")));
            Ui.await("events are asked for", () -> node.heard("GET /v1/events"));
        }
        Ui.awaitText("link-problem", "does not run. Start it with: holdfast start --home " + StandIn.HOME);
        assertEquals(
                "Last known: Your data are safe",
                Ui.on(() -> Ui.text("headline")),
                "what was last known stays, as that");
        try (StandIn again = new StandIn("another token").status(false, "0.1.0", "too few partners")) {
            Ui.awaitText("headline", "Your data are not safe");
            Ui.awaitText("reason-0", "too few partners");
            Ui.await("no problem", () -> Ui.text("link-problem").isEmpty());
            Ui.await("it is the new one that is asked", () -> again.asked.size() > 3);
        }
    }

    @Test
    void whatCanBeRestoredWithNothingToSpareIsNeitherGreenNorRed() throws IOException {
        try (StandIn node = new StandIn().status(false, true, "0.1.0", "nothing more may be lost")) {
            Ui.awaitText("headline", "What is backed up can be restored, but not all is well");
            Ui.awaitText("reason-0", "nothing more may be lost");
            RGB colour = Ui.on(() -> Ui.foreground("headline"));
            assertTrue(AMBER.contains(colour), colour::toString);
            assertTrue(node.heard("GET /v1/status"));
        }
    }

    @Test
    void aWrongTokenIsSaidAndRetried() throws IOException {
        try (StandIn node = new StandIn()) {
            node.tellToken("wrong");
            Ui.awaitText("link-problem", "does not let this console in");
            node.tellToken("secret");
            Ui.click("link-retry");
            Ui.await("no problem", () -> Ui.text("link-problem").isEmpty());
        }
    }

    @Test
    void anUpgradedNodeIsShownWithAWord() throws IOException {
        try (StandIn node = new StandIn().status(true, "3.0.0")) {
            Ui.awaitText("link-problem", "version 3.0.0, newer than this console");
            Ui.awaitText("headline", "Your data are safe");
            Ui.await("is asked again and again", () -> node.asked.size() > 8);
        }
    }

    @Test
    void figuresAreForPeople() throws IOException {
        try (StandIn node = new StandIn()
                .on("GET /v1/sources", "{'type':'source','path':'/home/ada','exclude':['*.tmp']}")
                .on(
                        "GET /v1/events?after=0",
                        "{'type':'event','number':7,'time':'2026-11-29T12:00:00Z','event':'SOURCE_ADDED','subject':'/home/ada'}",
                        "{'type':'event','number':8,'time':'2026-11-29T12:00:01Z','event':'AUDIT_PROVED','subject':'b'}")) {
            Ui.awaitText("loss-value", "1 in 7.7 million years");
            Ui.awaitText("loss-detail", "1.3e-7 a year, mostly by machines: 1e-7");
            Ui.awaitText("partners-value", "4 of 5");
            Ui.awaitText("partners-detail", "6 wanted, code 5+2");
            Ui.awaitText("reason-0", "print the sheet, check it, then seal it");
            Ui.awaitText("space-value", "1.0 MiB");
            Ui.awaitRow("sources", "/home/ada | never | *.tmp");
            Ui.awaitRow("events", "SOURCE_ADDED | /home/ada");
            Ui.await("only what is new is asked for", () -> node.heard("GET /v1/events?after=8"));
            assertEquals(1, Ui.on(() -> Ui.rows("events")).size(), "what is everyday is left to Activity");
        }
    }

    @Test
    void backingUpIsOneClick() throws IOException {
        try (StandIn node =
                new StandIn().on("POST /v1/backup", "{'type':'snapshot','id':'66','state':'FULL','files':3}")) {
            Ui.awaitText("headline", "Your data are safe");
            Ui.click("back-up");
            Ui.await("a backup is asked for", () -> node.heard("POST /v1/backup?wait=true"));
        }
    }
}
