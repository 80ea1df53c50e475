// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of the web page. A closed list, in memory: no path leads anywhere else. */
record PageFiles(Map<String, byte[]> contents) {
    static final String INDEX = "index.html";
    static final List<String> NAMES = List.of(
            INDEX,
            "page.css",
            "icon.svg",
            "app.js",
            "session.js",
            "api.js",
            "dom.js",
            "text.js",
            "table.js",
            "overview.js",
            "partners.js",
            "partner.js",
            "events.js",
            "snapshots.js",
            "entries.js",
            "restore.js",
            "activity.js",
            "plugins.js");

    private static final String FOLDER = "/org/holdfast/web/page/";
    private static final int OK = 200;
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    static PageFiles load() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        NAMES.forEach(name -> contents.put(name, read(name)));
        return new PageFiles(contents);
    }

    private static byte[] read(String name) {
        try (InputStream file = PageFiles.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException("The bundle has no " + FOLDER + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name as it stands in the address, undecoded; empty: the page itself */
    void answer(HttpExchange exchange, String name) throws IOException {
        String wanted = name.isEmpty() ? INDEX : name;
        byte[] file = contents.get(wanted);
        if (file == null) {
            exchange.sendResponseHeaders(Statuses.NO_SUCH_CALL, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", TYPES.get(wanted.substring(wanted.lastIndexOf('.') + 1)));
        exchange.sendResponseHeaders(OK, file.length);
        exchange.getResponseBody().write(file);
    }
}
