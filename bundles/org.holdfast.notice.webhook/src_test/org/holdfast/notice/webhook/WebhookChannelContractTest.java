// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.holdfast.spi.notice.NoticeChannel;
import org.holdfast.testkit.notice.NoticeChannelContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

@Tag("G")
class WebhookChannelContractTest extends NoticeChannelContract {
    private HookServer server;

    @BeforeEach
    void start() throws IOException {
        server = HookServer.plain(200);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static NoticeChannel channel(String url) {
        return new WebhookChannel(Settings.of(url, "hook.secret", 5), Optional.empty());
    }

    @Override
    protected NoticeChannel idle() {
        return channel("");
    }

    @Override
    protected NoticeChannel working() {
        return channel(server.url("/hook"));
    }

    @Override
    protected NoticeChannel alone() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return channel("http://127.0.0.1:" + free.getLocalPort() + "/");
        }
    }
}
