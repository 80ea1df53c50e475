// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PluginsUiTest {
    private StandIn node;

    @BeforeEach
    void begin() throws IOException {
        Desk.clear();
        node = new StandIn()
                .on(
                        "GET /v1/plugins",
                        "{'type':'plugin','role':'coding','id':'rs-cauchy-v1','bundle':'b.rs','version':'1','state':'active','preferred':true,'bytes_in_use':2048}",
                        "{'type':'plugin','role':'coding','id':'tornado-v1','bundle':'b.t','version':'1','state':'active','bytes_in_use':1024}",
                        "{'type':'plugin','role':'crypto','id':'own-v1','bundle':'b.o','version':'1','state':'refused','problem':'it fails vector 3'}")
                .on(
                        "PUT /v1/plugins",
                        "{'type':'plugin','role':'coding','id':'tornado-v1','bundle':'b.t','preferred':true}")
                .on("PUT /v1/recode", status(true))
                .on("DELETE /v1/recode", "{'type':'plugin_status'}");
        Ui.show("plugins");
    }

    @AfterEach
    void end() throws IOException {
        node.close();
    }

    private static String status(boolean paused) {
        return "{'type':'plugin_status','installed':[{'name':'com.example.code','version':'2.0.0','change':'listed',"
                + "'digest':'ab12'}],'warnings':['a jar has gone'],'recode':{'role':'coding','format':3,'paused':"
                + paused + ",'left':256,'total':1024}}";
    }

    @Test
    void providersSayWhatTheyAreUsedForAndWhatIsWrong() {
        Ui.awaitRow("providers", "Erasure code | rs-cauchy-v1 | for new data | 2.0 KiB");
        Ui.select("providers", "own-v1");
        Ui.awaitText("provider-detail", "it fails vector 3");
        Ui.select("providers", "rs-cauchy-v1");
        Ui.await("what is preferred is not preferred again", () -> !Ui.enabled("prefer"));
        Ui.select("providers", "tornado-v1");
        Ui.click("prefer");
        Ui.await("the node is asked", () -> node.heard("PUT /v1/plugins {\"role\":\"coding\",\"id\":\"tornado-v1\"}"));
        Ui.awaitText("part.plugins-message", "new data are written with tornado-v1");
    }

    @Test
    void aRecodingIsFollowedPausedAndEnded() {
        node.on("GET /v1/plugin-status", status(false));
        Ui.awaitText("recode-text", "256 B of 1.0 KiB still to be written anew");
        Ui.awaitRow("plugins", "com.example.code | 2.0.0");
        Ui.awaitText("plugin-warnings", "a jar has gone");
        node.on("GET /v1/plugin-status", status(true));
        Ui.click("recode-pause");
        Ui.await("the node is asked", () -> node.heard("PUT /v1/recode?paused=true"));
        Ui.awaitText("recode-text", "paused");
        node.on("GET /v1/plugin-status", "{'type':'plugin_status'}");
        Ui.click("recode-cancel");
        Ui.await("it is ended", () -> node.heard("DELETE /v1/recode"));
        Ui.await("the bar is gone", () -> Ui.text("recode-text").isEmpty());
    }

    @Test
    void whatTheNodeRefusesIsSaidInItsWords() {
        node.on("PUT /v1/plugins", StandIn.error("CODE_NEEDS_PARTNERS", "tornado-v1", "It needs 9 partners."));
        Ui.select("providers", "tornado-v1");
        Ui.click("prefer");
        Ui.awaitText("part.plugins-message", "It needs 9 partners. (CODE_NEEDS_PARTNERS)");
        assertTrue(Ui.on(() -> Ui.enabled("prefer")), "and it may be tried again");
    }
}
