// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.model.AccessRole;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.control.AccessControl;
import org.holdfast.node.control.Caller;
import org.holdfast.node.control.ConfigReport;
import org.holdfast.node.control.EventReport;
import org.holdfast.node.control.RemoteReport;
import org.holdfast.node.control.RemoteRequest;
import org.holdfast.trust.x509.SelfSigned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Who may call a node from elsewhere, what of it is written down, and that of two who change a setting one is told. */
@Timeout(60)
class RemoteDeskTest {
    private static final String FROM = "192.0.2.7";

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
    private TestConfederation all;
    private TestNode node;
    private AccessControl access;

    @BeforeEach
    void start() {
        all = new TestConfederation(folder, 1);
        node = all.owner().clock(new NodeClock(now::get)).start();
        access = node.control().access();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private X509Certificate certificate(String curve, Duration valid) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(curve);
        if (curve.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        KeyPair pair = generator.generateKeyPair();
        Instant from = now.get().minusSeconds(60);
        return SelfSigned.certificate(pair, "ada", from, now.get().plus(valid), new SecureRandom());
    }

    private static String pem(X509Certificate certificate) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private RemoteReport allow(String name, String role, X509Certificate certificate)
            throws CertificateEncodingException {
        return access.allow(new RemoteRequest(name, role, pem(certificate)));
    }

    private static HoldfastException failure(Executable what) {
        return assertThrows(HoldfastException.class, what);
    }

    private static void says(HoldfastException failure, String... parts) {
        for (String part : parts) {
            assertTrue(String.valueOf(failure.getMessage()).contains(part), failure.getMessage());
        }
    }

    @Test
    void whoWasLetInIsKnownByItsCertificateAlsoAfterARestart() throws GeneralSecurityException {
        X509Certificate ada = certificate("EC", Duration.ofDays(1));
        X509Certificate bob = certificate("Ed25519", Duration.ofDays(1));
        RemoteReport made = allow("ada", "viewer", ada);
        allow("bob", "custodian", bob);
        assertEquals("viewer", made.role());
        node.close();
        node.start();
        AccessControl again = node.control().access();
        assertEquals(new Caller("ada", AccessRole.VIEWER, FROM), again.admit(ada, FROM));
        assertEquals(new Caller("bob", AccessRole.CUSTODIAN, FROM), again.admit(bob, FROM));
        assertEquals(
                List.of("ada", "bob"),
                again.remotes().stream().map(RemoteReport::name).toList());
    }

    @Test
    void anUnknownAndARevokedAndAnExpiredCertificateAreRefusedAndToldWhy() throws GeneralSecurityException {
        X509Certificate ada = certificate("EC", Duration.ofDays(1));
        HoldfastException unknown = failure(() -> access.admit(ada, FROM));
        assertEquals(ErrorCode.ACCESS_REFUSED, unknown.code());
        says(unknown, "knows no certificate", "holdfast remote allow");
        allow("ada", "operator", ada);
        now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
        assertEquals("ada", access.admit(ada, FROM).name(), "it counts to its last moment");
        now.updateAndGet(time -> time.plusSeconds(1));
        says(failure(() -> access.admit(ada, FROM)), "'ada' has expired at");
        access.revoke("ada");
        says(failure(() -> access.admit(ada, FROM)), "knows no certificate");
        assertEquals(
                ErrorCode.REMOTE_UNKNOWN, failure(() -> access.revoke("ada")).code());
    }

    @Test
    void whatCannotBeLetInIsRefusedAndNothingIsKept() throws GeneralSecurityException {
        X509Certificate good = certificate("EC", Duration.ofDays(1));
        X509Certificate old = certificate("EC", Duration.ofSeconds(-1));
        assertEquals(ErrorCode.USAGE, failure(() -> allow("ada", "boss", good)).code());
        assertEquals(ErrorCode.USAGE, failure(() -> allow("", "viewer", good)).code());
        assertEquals(
                ErrorCode.CERTIFICATE_UNUSABLE,
                failure(() -> allow("ada", "viewer", old)).code());
        assertEquals(
                ErrorCode.CERTIFICATE_UNUSABLE,
                failure(() -> access.allow(new RemoteRequest("ada", "viewer", "no certificate")))
                        .code());
        assertEquals(List.of(), access.remotes());
        allow("ada", "viewer", good);
        assertEquals(
                ErrorCode.CONFLICT,
                failure(() -> allow("eve", "custodian", good)).code());
        assertEquals(AccessRole.VIEWER, access.admit(good, FROM).role());
    }

    @Test
    void theDoorIsClosedUntilAnAddressIsSet() {
        assertEquals(Optional.empty(), access.listening());
        assertEquals("", access.door().address());
        node.control().configure("remote.address", "127.0.0.1:7611");
        AccessControl.Listening listening = access.listening().orElseThrow();
        assertEquals(7611, listening.address().getPort());
        assertEquals("127.0.0.1:7611", access.door().address());
        assertTrue(access.door().certificate().startsWith("-----BEGIN CERTIFICATE-----"));
        assertEquals(
                ErrorCode.CONFIG_INVALID,
                failure(() -> node.control().configure("remote.address", "7611"))
                        .code());
    }

    @Test
    void theAuditLogHasWhoAndFromWhereAndWhat() {
        Caller ada = new Caller("ada", AccessRole.OPERATOR, FROM);
        access.asked(ada, "DELETE /v1/sources", "path=/home\nand a line that is none" + "x".repeat(1000));
        access.failed(ada, "DELETE /v1/sources", ErrorCode.SOURCE_UNKNOWN);
        List<EventReport> events = new ArrayList<>();
        node.control().events(0, false, events::add);
        EventReport asked = events.get(events.size() - 2);
        assertEquals("CHANGE_ASKED", asked.event());
        assertEquals("DELETE /v1/sources", asked.subject());
        assertTrue(asked.text().startsWith("by ada (operator) from 192.0.2.7: path=/home and a line"), asked.text());
        assertTrue(asked.text().length() < 500, asked.text());
        assertEquals(
                "by ada (operator) from 192.0.2.7: SOURCE_UNKNOWN",
                events.getLast().text());
    }

    @Test
    void ofTwoWhoChangeASettingTheSecondIsToldBothValues() {
        node.control().configure("audit.samples", "100", Optional.of("460"));
        HoldfastException second = failure(() -> node.control().configure("audit.samples", "200", Optional.of("460")));
        assertEquals(ErrorCode.CONFIG_CHANGED, second.code());
        says(second, "'audit.samples' is '100' now", "not '460'", "not made '200'");
        assertEquals("100", value("audit.samples"));
        node.control().configure("audit.samples", "200", Optional.of("100"));
        assertEquals("200", value("audit.samples"));
    }

    private String value(String key) {
        return setting(key).value();
    }

    private ConfigReport setting(String key) {
        return node.control().config().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ofManyWhoChangeASettingAtTheSameTimeOneSucceeds() throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger told = new AtomicInteger();
        List<Thread> people = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String wanted = String.valueOf(100 + i);
            people.add(Thread.ofVirtual().start(() -> {
                try {
                    node.control().configure("audit.samples", wanted, Optional.of("460"));
                    done.incrementAndGet();
                } catch (HoldfastException e) {
                    told.addAndGet(e.code() == ErrorCode.CONFIG_CHANGED ? 1 : 0);
                }
            }));
        }
        for (Thread each : people) {
            each.join();
        }
        assertEquals(1, done.get());
        assertEquals(7, told.get());
    }

    @Test
    void whatDecidesWhoMayReadTheDataTakesACustodian() {
        for (String key : List.of("unencrypted.allowed", "historic.allowed", "pipeline", "escrow", "remote.address")) {
            assertEquals("custodian", setting(key).role(), key);
        }
        assertEquals("operator", setting("redundancy").role());
    }
}
