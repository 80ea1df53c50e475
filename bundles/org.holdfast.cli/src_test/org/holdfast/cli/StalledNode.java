// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What seems to be a running node: a home with a door, behind which somebody answers as much as the test says. */
final class StalledNode implements AutoCloseable {
    private final ServerSocket door;
    private final Path home;
    private final List<Socket> callers = new CopyOnWriteArrayList<>();
    private final AtomicInteger statusAsked = new AtomicInteger();

    /** Answers a call on this socket, or does not. */
    interface Manner {
        void answer(String path, OutputStream out) throws IOException;
    }

    StalledNode(Path home, Manner manner) throws IOException {
        this.home = home;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Files.createDirectories(home.resolve("identity"));
        Files.createDirectories(home.resolve("run"));
        Files.writeString(
                home.resolve("run/control"),
                door.getLocalPort() + " " + ProcessHandle.current().pid());
        Files.writeString(home.resolve("run/token"), "secret");
        Thread.ofVirtual().start(() -> accept(manner));
    }

    Home home() {
        return new Home(home);
    }

    int statusAsked() {
        return statusAsked.get();
    }

    private void accept(Manner manner) {
        try {
            while (true) {
                Socket caller = door.accept();
                callers.add(caller);
                Thread.ofVirtual().start(() -> serve(caller, manner));
            }
        } catch (IOException e) {
            if (!door.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket caller, Manner manner) {
        try {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
            String path = in.readLine().split(" ")[1];
            while (!in.readLine().isEmpty()) {
                // headers are not looked at
            }
            if (path.equals("/v1/status")) {
                statusAsked.incrementAndGet();
            }
            manner.answer(path, caller.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The beginning of an answer that goes on. */
    static void begin(OutputStream out) throws IOException {
        write(out, "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    static void object(OutputStream out, String json) throws IOException {
        write(out, Integer.toHexString(json.length() + 1) + "\r\n" + json + "\n\r\n");
    }

    static void end(OutputStream out) throws IOException {
        write(out, "0\r\n\r\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** What the end of its process does. */
    void hangUp() throws IOException {
        for (Socket caller : callers) {
            caller.close();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        hangUp();
    }
}
