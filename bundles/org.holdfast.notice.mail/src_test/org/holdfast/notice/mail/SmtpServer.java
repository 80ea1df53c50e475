// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server (RFC 5321, 3207, 4954) as far as one needs it that submits: STARTTLS or TLS from the first byte, AUTH
 * PLAIN and LOGIN over TLS only. It keeps what it takes, and can be told to answer otherwise.
 */
final class SmtpServer implements AutoCloseable {
    private final ServerSocket socket;
    private final SSLContext tls;
    private final boolean implicit;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    volatile String password = "hunter2hunter2";
    volatile String logins = "PLAIN LOGIN";
    volatile boolean offersTls = true;

    /** Of a wrong password; %1$s stands for it, %2$s for the line that it came in. */
    volatile String refusal = "535 5.7.8 %1$s is not the password";

    /** @param user who had logged in; empty if nobody @param secure whether it came over TLS */
    record Mail(String user, boolean secure, String from, List<String> to, String text) {}

    private SmtpServer(ServerSocket socket, SSLContext tls, boolean implicit) {
        this.socket = socket;
        this.tls = tls;
        this.implicit = implicit;
        Thread.ofVirtual().start(this::accept);
    }

    /** @param port 0: any */
    static SmtpServer start(SSLContext tls, boolean implicit, int port) throws IOException {
        return new SmtpServer(new ServerSocket(port, 5, InetAddress.getByName("127.0.0.1")), tls, implicit);
    }

    /** Answers a command so from now on. */
    SmtpServer answering(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    int port() {
        return socket.getLocalPort();
    }

    List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** Every line that came in clear. */
    List<String> heardInClear() {
        return List.copyOf(heard);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket one = socket.accept();
                Thread.ofVirtual().start(() -> serve(one));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private void serve(Socket one) {
        try (Talk talk = new Talk(implicit ? secured(one) : one, implicit)) {
            talk.run();
        } catch (IOException e) {
            heard.add("broken off");
        }
    }

    private SSLSocket secured(Socket plain) throws IOException {
        return secured(plain, tls);
    }

    /** The server's side of TLS. */
    static SSLSocket secured(Socket plain, SSLContext tls) throws IOException {
        SSLSocket secure = (SSLSocket) tls.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        return secure;
    }

    /** One connection. */
    private final class Talk implements AutoCloseable {
        private Socket line;
        private boolean secure;
        private BufferedReader in;
        private OutputStream out;
        private String user = "";
        private String from = "";
        private final List<String> to = new ArrayList<>();

        Talk(Socket line, boolean secure) throws IOException {
            this.line = line;
            this.secure = secure;
            this.in = new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.ISO_8859_1));
            this.out = line.getOutputStream();
        }

        void run() throws IOException {
            say(answers.getOrDefault("CONNECT", "220 test ready"));
            String command = read();
            while (command != null && !command.equalsIgnoreCase("QUIT")) {
                String verb = command.split("[ :]")[0].toUpperCase(Locale.ROOT);
                String scripted = answers.get(verb);
                if (scripted != null) {
                    say(scripted);
                } else {
                    obey(verb, command);
                }
                command = read();
            }
            say("221 bye");
        }

        private void obey(String verb, String command) throws IOException {
            switch (verb) {
                case "EHLO" ->
                    say("250-test" + (offersTls && !secure ? "\r\n250-STARTTLS" : "")
                            + (secure ? "\r\n250-AUTH " + logins : "") + "\r\n250 8BITMIME");
                case "STARTTLS" -> startTls();
                case "AUTH" -> logIn(command);
                case "MAIL" -> from(command);
                case "RCPT" -> recipient(command);
                case "DATA" -> data();
                default -> say("500 what?");
            }
        }

        private void startTls() throws IOException {
            if (!offersTls) {
                say("502 no TLS here");
                return;
            }
            say("220 go on");
            line = secured(line);
            secure = true;
            in = new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.ISO_8859_1));
            out = line.getOutputStream();
        }

        private void logIn(String command) throws IOException {
            String name;
            String given;
            String line;
            if (command.endsWith("PLAIN")) {
                say("334 ");
                line = String.valueOf(read());
                String[] parts = decoded(line).split("\0");
                name = parts[1];
                given = parts[2];
            } else {
                say("334 VXNlcm5hbWU6");
                name = decoded(read());
                say("334 UGFzc3dvcmQ6");
                line = String.valueOf(read());
                given = decoded(line);
            }
            boolean right = secure && given.equals(password);
            user = right ? name : "";
            say(right ? "235 welcome" : String.format(refusal, given, line));
        }

        private static String decoded(@Nullable String base64) {
            return new String(Base64.getDecoder().decode(String.valueOf(base64)), StandardCharsets.UTF_8);
        }

        private void from(String command) throws IOException {
            from = command.substring("MAIL FROM:".length());
            to.clear();
            say("250 ok");
        }

        private void recipient(String command) throws IOException {
            String whom = command.substring("RCPT TO:".length());
            if (whom.contains("nobody")) {
                say("550 no such user");
            } else {
                to.add(whom);
                say("250 ok");
            }
        }

        private void data() throws IOException {
            say("354 go on");
            StringBuilder text = new StringBuilder();
            String next = read();
            while (next != null && !next.equals(".")) {
                text.append(next.startsWith(".") ? next.substring(1) : next).append('\n');
                next = read();
            }
            mails.add(new Mail(user, secure, from, List.copyOf(to), text.toString()));
            say(answers.getOrDefault("END", "250 queued as 1"));
        }

        private @Nullable String read() throws IOException {
            String read = in.readLine();
            if (read != null && !secure) {
                heard.add(read);
            }
            return read;
        }

        private void say(String text) throws IOException {
            out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            line.close();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
