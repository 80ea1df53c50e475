// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Listens, and hands each call to the {@link Reception} on a virtual thread of its own. */
final class ControlServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService callers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("control-", 1).factory());

    /** @param server made by {@link Doors}, not yet started */
    ControlServer(HttpServer server, Reception reception, Door door) {
        this.server = server;
        server.setExecutor(callers);
        server.createContext("/", exchange -> reception.serve(exchange, door));
        server.start();
    }

    /** A page that looks itself at who asks. */
    void open(String path, HttpHandler page) {
        server.createContext(path, page);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(1);
        callers.shutdownNow();
        callers.close();
    }
}
