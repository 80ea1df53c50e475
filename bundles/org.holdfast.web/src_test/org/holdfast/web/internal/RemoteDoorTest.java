// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.holdfast.model.AccessRole;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.AccessControl.Listening;
import org.holdfast.node.control.NodeControl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The door to elsewhere, over real TLS: whose certificate may do what, and what the others hear. */
@Timeout(120)
class RemoteDoorTest {
    @TempDir
    static Path folder;

    private static Keys node;
    private static Keys ada;
    private static Keys bob;
    private static final TestAccess ACCESS = new TestAccess();
    private static ControlServer server;

    @BeforeAll
    static void open() throws IOException, GeneralSecurityException, InterruptedException {
        node = Keys.make(folder, "node");
        ada = Keys.make(folder, "ada");
        bob = Keys.make(folder, "bob");
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = new ControlServer(
                Doors.remote(new Listening(any, node.key(), node.certificate())),
                new Reception(new Routes(Samples.node(NodeControl.class), TestSessions.some()), ACCESS),
                new CertificateDoor(ACCESS));
        ACCESS.letIn(ada.certificate(), "ada", AccessRole.VIEWER);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private record Answer(int status, String text) {}

    private static Answer call(SSLContext as, String method, String path) throws IOException {
        HttpsURLConnection call = (HttpsURLConnection)
                URI.create("https://127.0.0.1:" + server.port() + path).toURL().openConnection();
        call.setSSLSocketFactory(as.getSocketFactory());
        call.setHostnameVerifier((host, session) -> true);
        call.setRequestMethod(method);
        int status = call.getResponseCode();
        try (InputStream in = status < 400 ? call.getInputStream() : call.getErrorStream()) {
            return new Answer(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aViewerLooksAndChangesNothing() throws IOException, GeneralSecurityException {
        Answer looked = call(ada.calling(node), "GET", "/v1/status");
        assertEquals(200, looked.status());
        assertTrue(looked.text().startsWith("{\"type\":\"status\""), looked.text());
        Answer refused = call(ada.calling(node), "POST", "/v1/backup");
        assertEquals(403, refused.status());
        assertTrue(refused.text().contains("ROLE_NEEDED"), refused.text());
        assertTrue(refused.text().contains("takes the role operator"), refused.text());
        assertEquals(List.of("POST /v1/backup failed: ROLE_NEEDED"), ACCESS.log);
    }

    @Test
    void anUnknownCertificateAndNoneAreToldWhy() throws IOException, GeneralSecurityException {
        Answer unknown = call(bob.calling(node), "GET", "/v1/status");
        assertEquals(403, unknown.status());
        assertTrue(unknown.text().contains("this certificate is unknown"), unknown.text());
        Answer none = call(Keys.nobody(node), "GET", "/v1/status");
        assertEquals(403, none.status());
        assertTrue(none.text().contains("a certificate is needed here"), none.text());
    }

    @Test
    void whatABrowserAsksForAnothersPageIsRefused() throws IOException, GeneralSecurityException {
        assertTrue(status("cross-site").startsWith("HTTP/1.1 403"));
        assertTrue(status("none").startsWith("HTTP/1.1 200"));
    }

    /** By hand, as Java's own clients let nobody set such a header. */
    private static String status(String site) throws IOException, GeneralSecurityException {
        try (Socket socket = ada.calling(node).getSocketFactory().createSocket("127.0.0.1", server.port())) {
            String request = "GET /v1/status HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nSec-Fetch-Site: "
                    + site + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whoeverAnswersWithAnotherCertificateIsNotBelieved() {
        assertThrows(SSLHandshakeException.class, () -> call(ada.calling(bob), "GET", "/v1/status"));
    }

    @Test
    void anAddressThatIsNoneHereIsNamed() throws GeneralSecurityException {
        InetSocketAddress nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 7611);
        Listening listening = new Listening(nowhere, node.key(), node.certificate());
        HoldfastException no = assertThrows(HoldfastException.class, () -> Doors.remote(listening));
        assertEquals(ErrorCode.PORT_IN_USE, no.code());
        assertTrue(String.valueOf(no.getMessage()).contains("nowhere.invalid"), no.getMessage());
    }

    @Test
    void olderProtocolsAreNotSpoken() throws IOException, GeneralSecurityException {
        try (SSLSocket old =
                (SSLSocket) SSLContext.getDefault().getSocketFactory().createSocket("127.0.0.1", server.port())) {
            old.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThrows(SSLHandshakeException.class, old::startHandshake);
        }
    }

    @Test
    void whoIsRevokedHearsNoMoreOfWhatRuns() {
        AtomicBoolean revoked = new AtomicBoolean();
        StringBuilder heard = new StringBuilder();
        StillKnown out = new StillKnown(new Heard(heard), () -> {
            if (revoked.get()) {
                throw new IllegalStateException("revoked");
            }
        });
        out.send("source", "one");
        revoked.set(true);
        assertThrows(IllegalStateException.class, () -> out.send("source", "two"));
        assertEquals("one", heard.toString());
    }

    private record Heard(StringBuilder text) implements Out {
        @Override
        public void send(String type, Object record) {
            text.append(record);
        }

        @Override
        public void document(String contentType, String json) {
            text.append(json);
        }
    }
}
