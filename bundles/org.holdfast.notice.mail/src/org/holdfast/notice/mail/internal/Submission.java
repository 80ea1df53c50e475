// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.mail.internal;

import java.io.IOException;
import java.io.Writer;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient.AUTH_METHOD;
import org.apache.commons.net.smtp.SMTPReply;
import org.holdfast.spi.notice.Delivery;
import org.holdfast.spi.notice.Notice;
import org.holdfast.spi.notice.NoticeSecrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mail on its way to a server (RFC 6409), step by step; the first step that fails ends it, and says why. For one
 * thread, once.
 */
public final class Submission {
    private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

    private final MailServer server;
    private final AuthenticatingSMTPClient client;
    private final Deadline deadline;
    private boolean loggingIn;
    private boolean taken;

    /**
     * Its time begins now.
     *
     * @param tls who is trusted
     * @param longest that it may take in all
     */
    public Submission(MailServer server, SSLContext tls, Duration longest) {
        this.server = server;
        this.client = new AuthenticatingSMTPClient(server.security() == MailServer.Security.TLS, tls);
        BoundedSocket.Factory sockets = new BoundedSocket.Factory();
        int millis = (int) server.timeout().toMillis();
        client.setSocketFactory(sockets);
        client.setEndpointCheckingEnabled(true);
        client.setCharset(StandardCharsets.UTF_8);
        client.setConnectTimeout(millis);
        client.setDefaultTimeout(millis);
        this.deadline = new Deadline(longest, sockets::cut);
    }

    /** A step that the server did not take. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    public Delivery send(Notice notice, NoticeSecrets secrets) {
        try {
            open();
            if (!server.user().name().isEmpty()) {
                logIn(secrets);
            }
            return mail(notice);
        } catch (Refused e) {
            return new Delivery.Failed(server.place() + " " + e.getMessage());
        } catch (IOException e) {
            return new Delivery.Failed(trouble(e));
        } finally {
            close();
        }
    }

    private void open() throws IOException, Refused {
        client.connect(server.host().replaceAll("[\\[\\]]", ""), server.port());
        require(SMTPReply.isPositiveCompletion(client.getReplyCode()), "takes no mail now", "look at that server");
        greet();
        if (server.security() == MailServer.Security.STARTTLS) {
            require(
                    client.execTLS(),
                    "does not go on with TLS",
                    "see whether the port is the right one; with 'security = tls' it begins with TLS");
            greet();
        }
    }

    private void greet() throws IOException, Refused {
        String address = client.getLocalAddress().getHostAddress().replaceFirst("%.*", "");
        String shown = client.getLocalAddress() instanceof Inet6Address ? "IPv6:" + address : address;
        require(client.elogin("[" + shown + "]"), "does not greet back", "look at that server");
    }

    private void logIn(NoticeSecrets secrets) throws IOException, Refused {
        List<String> ways = Stream.of(client.getReplyStrings())
                .map(line -> line.substring(Math.min(4, line.length())).toUpperCase(Locale.ROOT))
                .filter(line -> line.startsWith("AUTH ") || line.startsWith("AUTH="))
                .flatMap(line -> Stream.of(line.substring(5).split(" ")))
                .toList();
        require(
                ways.contains("PLAIN") || ways.contains("LOGIN"),
                "offers no login with a password",
                "leave 'user' empty if it needs none");
        byte[] secret = secrets.read(server.user().passwordFile());
        try {
            // The library takes a text, which nobody can wipe.
            String password = new String(secret, StandardCharsets.UTF_8);
            AUTH_METHOD way = ways.contains("PLAIN") ? AUTH_METHOD.PLAIN : AUTH_METHOD.LOGIN;
            loggingIn = true;
            require(
                    client.auth(way, server.user().name(), password),
                    "does not let the user in",
                    "see whether 'user' and the password in its file are right");
        } catch (GeneralSecurityException e) {
            throw new Refused("could not be logged in to: " + e.getMessage());
        } finally {
            loggingIn = false;
            Arrays.fill(secret, (byte) 0);
        }
    }

    private Delivery mail(Notice notice) throws IOException, Refused {
        require(client.setSender(server.from()), "takes nothing from " + server.from(), "see whether 'from' is right");
        List<String> refused = new ArrayList<>();
        for (String each : server.to()) {
            if (!client.addRecipient(each)) {
                refused.add(each + " (" + reply() + ")");
            }
        }
        require(
                refused.size() < server.to().size(),
                "takes nothing for " + String.join(", ", refused),
                "see whether 'to' is right");
        if (deadline.isOver()) {
            throw new IOException("its time is over"); // before it could be taken without anybody hearing of it
        }
        Writer writer = client.sendMessageData();
        if (writer == null) {
            throw new Refused("does not take the mail: " + reply());
        }
        writer.write(MailText.of(notice, server));
        writer.close();
        require(client.completePendingCommand(), "does not take the mail", "look at that server");
        taken = true;
        return new Delivery.Delivered(
                "it answered " + reply() + (refused.isEmpty() ? "" : "; but not for " + String.join(", ", refused)));
    }

    private void require(boolean taken, String what, String advice) throws Refused {
        if (!taken) {
            throw new Refused(what + ": it answered " + reply() + "; " + advice);
        }
    }

    /** Its last line; of a login its number only, as a server may repeat there what was said to it. */
    private String reply() {
        if (loggingIn) {
            return String.valueOf(client.getReplyCode());
        }
        String[] lines = client.getReplyStrings();
        return lines == null || lines.length == 0 ? "nothing" : lines[lines.length - 1].strip();
    }

    private String trouble(IOException e) {
        return deadline.isOver()
                ? server.place() + " took longer than " + deadline.time().toSeconds() + " s in all: look at that server"
                : Trouble.of(server, e);
    }

    /** What was taken is taken, whatever goes wrong here. */
    private void close() {
        try (deadline) {
            leave();
        } catch (IOException e) {
            LOG.debug("The connection to {} did not end in order", server.place(), e);
        }
    }

    private void leave() throws IOException {
        try {
            if (taken) {
                client.quit();
            }
        } finally {
            if (client.isConnected()) {
                client.disconnect();
            }
        }
    }
}
