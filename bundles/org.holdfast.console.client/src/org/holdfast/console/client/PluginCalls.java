// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import com.google.gson.JsonObject;
import java.util.List;
import org.holdfast.console.client.view.Installed;
import org.holdfast.console.client.view.Plugin;
import org.holdfast.console.client.view.PluginStatus;

/** What can be asked about plug-ins and providers. As {@link ControlClient}: blocking, each call by itself. */
public final class PluginCalls {
    private static final String PLUGINS = "/v1/plugins";
    private static final String RECODE = "/v1/recode";

    private final ControlClient client;

    PluginCalls(ControlClient client) {
        this.client = client;
    }

    public List<Plugin> list() {
        return client.all(ControlCall.get(PLUGINS), Plugin.class);
    }

    public PluginStatus status() {
        return client.one(ControlCall.get("/v1/plugin-status"), PluginStatus.class);
    }

    /** New data are written with this provider from now on. */
    public Plugin prefer(String role, String id) {
        return client.one(ControlCall.of("PUT", PLUGINS).with(provider(role, id)), Plugin.class);
    }

    /** @param file absolute path of a signed jar */
    public Installed install(String file) {
        return client.one(ControlCall.of("POST", PLUGINS).with("file", file), Installed.class);
    }

    public Installed remove(String name) {
        return client.one(ControlCall.of("DELETE", PLUGINS).with("name", name), Installed.class);
    }

    public PluginStatus rollBack() {
        return client.one(ControlCall.of("POST", "/v1/plugin-rollback"), PluginStatus.class);
    }

    /** What is stored in this format is written anew, in the background. */
    public PluginStatus recode(String role, String id) {
        return client.one(ControlCall.of("POST", RECODE).with(provider(role, id)), PluginStatus.class);
    }

    public PluginStatus pauseRecode(boolean paused) {
        return client.one(ControlCall.of("PUT", RECODE).with("paused", String.valueOf(paused)), PluginStatus.class);
    }

    public PluginStatus cancelRecode() {
        return client.one(ControlCall.of("DELETE", RECODE), PluginStatus.class);
    }

    private static JsonObject provider(String role, String id) {
        JsonObject body = new JsonObject();
        body.addProperty("role", role);
        body.addProperty("id", id);
        return body;
    }
}
