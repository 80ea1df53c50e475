// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.mail;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.holdfast.model.HoldfastException;
import org.holdfast.notice.mail.internal.MailServer;
import org.holdfast.notice.mail.internal.Submission;
import org.holdfast.spi.notice.Delivery;
import org.holdfast.spi.notice.Notice;
import org.holdfast.spi.notice.NoticeChannel;
import org.holdfast.spi.notice.NoticeSecrets;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Sends notices as plain-text mail through a server. The server's certificate has to be one that this Java trusts, and
 * for its name; a password goes over TLS only, unless the server is this machine.
 */
@Component(service = NoticeChannel.class, configurationPid = MailServer.PID, property = "notice.id=mail")
@Designate(ocd = MailConfig.class)
public final class MailChannel implements NoticeChannel {
    /** Of one delivery in all; the node gives one up after two minutes. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final Optional<MailServer> server;
    private final SSLContext tls;
    private final Duration longest;

    /** @throws HoldfastException CONFIG_INVALID naming the key and what is wrong */
    @Activate
    public MailChannel(MailConfig config) throws NoSuchAlgorithmException {
        this(config, SSLContext.getDefault(), LONGEST);
    }

    /** @param tls who is trusted @param longest that a delivery may take in all */
    MailChannel(MailConfig config, SSLContext tls, Duration longest) {
        this.server = config.host().isBlank()
                ? Optional.empty()
                : Optional.of(MailServer.of(
                        new MailServer.Given(config.host(), config.port(), config.security(), config.timeout_seconds()),
                        new MailServer.User(
                                config.user().strip(), config.password_file().strip()),
                        config.from(),
                        config.to()));
        this.tls = tls;
        this.longest = longest;
    }

    @Override
    public String id() {
        return "mail";
    }

    @Override
    public Optional<String> target() {
        return server.map(MailServer::shown);
    }

    @Override
    public Delivery deliver(Notice notice, NoticeSecrets secrets) {
        if (server.isEmpty()) {
            return new Delivery.Failed("no server is set: 'host' in etc/" + MailServer.PID + ".cfg");
        }
        try {
            return new Submission(server.get(), tls, longest).send(notice, secrets);
        } catch (HoldfastException e) {
            return new Delivery.Failed(String.valueOf(e.getMessage()));
        }
    }
}
