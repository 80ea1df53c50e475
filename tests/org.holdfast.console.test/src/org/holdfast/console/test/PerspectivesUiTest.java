// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Partners, activity, policies, recovery, confederation, and how one gets from one to the other. */
class PerspectivesUiTest {
    private StandIn node;

    @BeforeEach
    void begin() throws IOException {
        Desk.clear();
        node = new StandIn();
    }

    @AfterEach
    void end() throws IOException {
        node.close();
    }

    private static String partner(String name, String site, boolean reachable) {
        return "{'type':'partner','node':'" + name + "-id','name':'" + name + "','site':'" + site
                + "','os':'linux','phase':'ACTIVE','reachable':" + reachable
                + ",'last_seen':'2026-11-29T12:00:00Z','used_there':2048,'reserved_there':4096,'version':2,"
                + "'online':'always','promised_minutes':100,'seen_minutes':97,'average_kbit':54000,'record':'kept it','health':'LATE',"
                + "'health_since':'2026-11-29T12:00:00Z','health_note':'it missed a minute','last_audit':'proved'}";
    }

    @Test
    void partnersSayWhereTheyStandAndWhyTheyWereChosen() {
        node.on("GET /v1/partners", partner("ben", "north", true), partner("c\\u202eyd", "north", false))
                .on(
                        "GET /v1/why",
                        "{'type':'decision','node':'ben-id','criterion':'site','verdict':'0.80','score':0.8,'reason':'another site','time':'2026-11-29T12:00:00Z'}",
                        "{'type':'decision','node':'ben-id','criterion':'outcome','verdict':'chosen'}")
                .on(
                        "GET /v1/history",
                        "{'type':'event','number':3,'time':'2026-11-28T12:00:00Z','event':'AGREEMENT_MADE','subject':'b','text':'for 4 GiB'}",
                        "{'type':'event','number':9,'time':'2026-11-29T12:00:00Z','event':'PARTNER_LATE','subject':'b','text':'it missed \\u202ea minute'}");
        Ui.show("partners");
        Ui.awaitRow("partners", "ben | north | linux | in force | late | now | 2.0 KiB");
        Ui.awaitRow("partners", "c⟦U+202E⟧yd");
        Ui.awaitRow("sites", "north | 2 | 1 | 4.0 KiB");
        Ui.select("partners", "ben");
        Ui.awaitText("partner-detail", "Agreement 2: on line always");
        Ui.awaitText("partner-detail", "Last audit: proved.  late since 2026-11-29");
        Ui.awaitRow("history", "PARTNER_LATE | it missed ⟦U+202E⟧a minute");
        assertTrue(Ui.on(() -> Ui.rows("history")).getFirst().contains("PARTNER_LATE"), "the latest is not the first");
        assertTrue(node.heard("GET /v1/history?node=ben-id"));
        Ui.tab("partner-tabs", 1);
        Ui.awaitRow("why", "site | 0.80 | another site");
        Ui.awaitRow("why", "outcome | chosen");
        assertTrue(node.heard("GET /v1/why?node=ben-id"));
    }

    @Test
    void aBackupIsFollowedPartnerByPartner() {
        node.on(
                        "GET /v1/backup",
                        "{'type':'progress','phase':'backing up','files':7,'bytes':1024,'bytes_per_second':512,'detail':'waits: cyd',"
                                + "'lanes':[{'partner':'b','name':'ben','bytes':600,'reachable':true},{'partner':'c','name':'cyd','bytes':300,'reachable':false}]}")
                .on(
                        "GET /v1/events?after=0",
                        "{'type':'event','number':1,'time':'2026-11-29T12:00:00Z','event':'JOINED','subject':'cyd','text':'cyd at north'}",
                        "{'type':'event','number':2,'time':'2026-11-29T12:00:01Z','event':'LEFT','subject':'ben'}");
        Ui.show("activity");
        Ui.awaitText("backup-state", "7 files, 1.0 KiB, 512 B/s  waits: cyd");
        Ui.awaitRow("lanes", "ben | 600 B | " + "█".repeat(30));
        Ui.awaitRow("lanes", "cyd | 300 B | " + "█".repeat(15));
        Ui.awaitRow("log", "JOINED | cyd | cyd at north");
        Ui.type("log-filter", "left");
        Ui.await("one line is left", () -> Ui.rows("log").size() == 1);
        Ui.type("log-filter", "");
        node.on("GET /v1/backup");
        Ui.awaitText("backup-state", "No backup runs.");
    }

    @Test
    void workThatWasBegunHereCanBeCancelledThere() {
        node.on("POST /v1/backup", out -> {
            while (true) {
                out.write("{\"type\":\"progress\",\"files\":5,\"bytes\":2048}\n");
                out.flush();
                Ui.pause(50);
            }
        });
        Ui.click("back-up");
        Ui.show("activity");
        Ui.awaitRow("works", "running | 5 files, 2.0 KiB");
        Ui.select("works", "running");
        Ui.click("work-cancel");
        Ui.awaitRow("works", "cancelled");
        Ui.await("it is not cancelled twice", () -> !Ui.enabled("work-cancel"));
    }

    private static String setting(String key, String value, String range) {
        return "{'type':'config','key':'" + key + "','value':'" + value + "','default_value':'d','range':'" + range
                + "','description':'What " + key + " means.'}";
    }

    @Test
    void settingsAreMadeFromWhatTheNodeSaysOfThem() {
        node.on(
                        "GET /v1/config",
                        setting("site", "north", "1 to 64 characters"),
                        setting("escrow", "true", "true or false"))
                .on("PUT /v1/config", setting("site", "south", "1 to 64 characters"));
        Ui.show("policies");
        Ui.select("settings", "site | north");
        Ui.awaitText("setting-range", "Allowed: 1 to 64 characters. As delivered: d.");
        Ui.type("setting-value", "south");
        Ui.click("setting-apply");
        Ui.await(
                "the node is told",
                () -> node.heard("PUT /v1/config {\"key\":\"site\",\"value\":\"south\",\"expected\":\"north\"}"));
        Ui.awaitText("part.policies-message", "site is now 'south'.");
        Ui.select("settings", "escrow");
        Ui.await(
                "yes or no is a choice",
                () -> Ui.find("setting-choice", Combo.class).isPresent());
    }

    @Test
    void whatTheNodeRefusesStaysToBeMended() {
        node.on("GET /v1/config", setting("spares", "2", "0 to 16"))
                .on("PUT /v1/config", StandIn.error("CONFIG_INVALID", "spares", "spares = 99: 0 to 16 are allowed."));
        Ui.show("policies");
        Ui.select("settings", "spares");
        Ui.type("setting-value", "99");
        Ui.enter("setting-value");
        Ui.awaitText("part.policies-message", "0 to 16 are allowed. (CONFIG_INVALID)");
        assertEquals("99", Ui.on(() -> Ui.text("setting-value")));
    }

    @Test
    void twoWhoChangeOneSettingHearOfEachOther() {
        AtomicReference<String> value = new AtomicReference<>("2");
        AtomicReference<String> answer =
                new AtomicReference<>(StandIn.error("CONFIG_CHANGED", "spares", "spares is 7 by now, not 2."));
        node.on(
                        "GET /v1/config",
                        out -> out.write(
                                setting("spares", value.get(), "0 to 16").replace('\'', '"') + "\n"))
                .on("PUT /v1/config", out -> out.write(answer.get() + "\n"));
        Ui.show("policies");
        Ui.select("settings", "spares | 2");
        Ui.type("setting-value", "5");
        value.set("7");
        Ui.click("setting-apply");
        Ui.awaitText("part.policies-message", "Somebody else has set spares to '7' meanwhile");
        assertTrue(
                node.heard("PUT /v1/config {\"key\":\"spares\",\"value\":\"5\",\"expected\":\"2\"}"), "on a condition");
        assertEquals("5", Ui.on(() -> Ui.text("setting-value")), "what was typed is not lost");
        answer.set(setting("spares", "5", "0 to 16").replace('\'', '"'));
        Ui.click("setting-apply");
        Ui.awaitText("part.policies-message", "spares is now '5'.");
        assertTrue(
                node.heard("PUT /v1/config {\"key\":\"spares\",\"value\":\"5\",\"expected\":\"7\"}"), "on the new one");
    }

    @Test
    void membersAreShownInvitedAndSuspended() {
        node.on(
                        "GET /v1/members",
                        "{'type':'member','node':'a1','name':'ada','site':'north','status':'active','reachable':true}",
                        "{'type':'member','node':'b2','name':'ben & co','site':'','status':'active'}")
                .on("GET /v1/admins", "{'type':'admin','node':'a1','name':'ada','founder':true,'here':true}")
                .on(
                        "POST /v1/invites",
                        "{'type':'invite','code':'HF1-CODE','not_after':'2026-11-30T12:00:00Z','uses':1}")
                .on("PUT /v1/members", "{'type':'member','node':'b2','name':'ben & co','status':'suspended'}");
        Ui.show("confederation");
        Ui.awaitRow("members", "ada | north | active | admin | a1");
        Ui.clickThatOpens("invite");
        Ui.awaitText("invite-code", "HF1-CODE");
        Ui.click("invite-close");
        Ui.select("members", "ben & co");
        Ui.clickThatOpens("suspend");
        Ui.answer("OK");
        Ui.await("the node is told", () -> node.heard("PUT /v1/members {\"node\":\"b2\",\"status\":\"suspended\"}"));
        Ui.awaitText("part.confederation-message", "ben && co is suspended now");
    }

    @Test
    void anOpenConfederationShowsWhomItIsPairedWith() {
        node.on("GET /v1/pins", "{'type':'pin','node':'c3','name':'cyd','status':'paired','reachable':true}");
        Ui.show("confederation");
        Ui.awaitRow("members", "cyd |  | paired |  | c3");
    }

    @Test
    void everyPerspectiveHasAKey() {
        String[] words = {
            "overview", "snapshots", "activity", "partners", "plugins", "policies", "recovery", "confederation"
        };
        for (int i = words.length; i > 0; i--) {
            String part = "part." + words[i - 1];
            Ui.key('0' + i, SWT.CTRL);
            Ui.await(part + " is shown", () -> Ui.find(part, Composite.class).isPresent());
            int row = i - 1;
            Ui.await("the list follows", () -> Ui.get("navigation", Table.class).getSelectionIndex() == row);
        }
    }

    @Test
    void lightAndDarkTakeTurns() {
        node.on("GET /v1/config", setting("site", "north", "1 to 64 characters"));
        Ui.show("policies");
        Ui.awaitRow("settings", "north");
        Ui.show("overview");
        int light = Ui.on(() -> Ui.brightness("part.overview"));
        Ui.click("theme");
        int dark = Ui.on(() -> Ui.brightness("part.overview"));
        Ui.show("policies");
        Ui.await("what stands out does so in the dark, too", () -> Ui.brightness(Ui.foreground("settings", 0)) > 130);
        Ui.click("theme");
        Ui.await("and in the light", () -> Ui.brightness(Ui.foreground("settings", 0)) < 130);
        Ui.show("overview");
        assertTrue(light > 200 && dark < 80, light + " " + dark);
        assertEquals(light, Ui.on(() -> Ui.brightness("part.overview")));
    }

    /** It once ended the process: see RowTable.resize. */
    @Test
    void themesChangeWhileRowsComeAndGo() {
        node.on("GET /v1/partners", out -> {
            for (int i = 0; i < 60; i++) {
                out.write(partner("machine" + i, "north", true).replace('\'', '"') + "\n");
            }
        });
        Ui.show("partners");
        for (int i = 0; i < 4; i++) {
            Ui.select("partners", "machine" + (7 + i));
            Ui.run(() -> Ui.get("partners", Table.class).setTopIndex(50));
            Ui.click("node-1");
            Ui.await("they are gone", () -> Ui.rows("partners").isEmpty());
            Ui.click("theme");
            Ui.click("node-0");
        }
        Ui.awaitRow("partners", "machine59");
    }

    /** A person without a mouse reaches everything that can be used. */
    @Test
    void everyControlIsReachedByTab() {
        for (String perspective :
                new String[] {"overview", "snapshots", "partners", "plugins", "policies", "recovery", "confederation"
                }) {
            Ui.show(perspective);
            assertEquals(List.of(), Ui.on(() -> Ui.unreachable("part." + perspective)), perspective);
        }
    }
}
