// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.holdfast.spi.notice.NoticeChannel;
import org.holdfast.testkit.notice.NoticeChannelContract;
import org.holdfast.testkit.notice.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

@Tag("G")
class MailChannelContractTest extends NoticeChannelContract {
    private TestCertificate certificate;
    private SmtpServer server;

    @BeforeEach
    void start() throws Exception {
        certificate = TestCertificate.of("127.0.0.1");
        server = SmtpServer.start(certificate.server(), false, 0);
        server.password = SECRET;
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private NoticeChannel channel(String host, int port) throws Exception {
        return new MailChannel(Settings.of(host, port, "starttls"), certificate.client(), Duration.ofMinutes(1));
    }

    @Override
    protected NoticeChannel idle() throws Exception {
        return channel("", 0);
    }

    @Override
    protected NoticeChannel working() throws Exception {
        return channel("127.0.0.1", server.port());
    }

    @Override
    protected NoticeChannel alone() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return channel("127.0.0.1", free.getLocalPort());
        }
    }
}
