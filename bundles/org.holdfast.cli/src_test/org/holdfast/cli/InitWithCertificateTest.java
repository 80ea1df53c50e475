// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.plugins.PublisherKey;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.JoinStore;
import org.holdfast.trust.Ticket;
import org.holdfast.trust.x509.CertificateKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code init} makes of a certificate and its key; whether they are good is an admin's to say. */
@Tag("R19")
class InitWithCertificateTest {
    private static final ConfederationId CONFEDERATION =
            ConfederationRef.open("x").id();

    @TempDir
    private Path folder;

    private PublisherKey made;
    private Path certificate;
    private Path key;

    @BeforeEach
    void certificate() throws IOException, GeneralSecurityException {
        made = PublisherKey.generate("pc17", Instant.EPOCH, PublisherKey.NO_END, new SecureRandom());
        certificate = Files.writeString(folder.resolve("pc17.pem"), made.pem());
        key = key(made, "pc17.key");
    }

    private Path key(PublisherKey of, String name) throws IOException, GeneralSecurityException {
        char[] password = "password".toCharArray();
        Path store = folder.resolve(name + ".p12");
        of.save(store, password);
        KeyStore read = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            read.load(in, password);
        }
        Key secret = read.getKey(read.aliases().nextElement(), password);
        String text = Base64.getMimeEncoder().encodeToString(secret.getEncoded());
        return Files.writeString(
                folder.resolve(name), "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    }

    private Path home() {
        return folder.resolve("home");
    }

    private Ran init(String... arguments) {
        return Ran.of(
                new InitCommand(name -> Optional.empty()),
                Stream.concat(Stream.of("--home", home().toString(), "--quiet"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private Ran join(Path shown, Path with) {
        return init("--join", CONFEDERATION.toString(), "--certificate", shown.toString(), "--key", with.toString());
    }

    private CertifiedJoin wish() {
        Ticket ticket = new JoinStore(home()).load().orElseThrow().ticket();
        return assertInstanceOf(Ticket.Certificate.class, ticket).wish();
    }

    @Test
    void theKeySignsOnceAndIsNotKept() throws IOException {
        Ran ran = join(certificate, key);
        assertEquals(0, ran.exit(), ran.error());
        CertifiedJoin wish = wish();
        try (Identity self = new IdentityStore(home(), InstantSource.system(), new SecureRandom()).load()) {
            assertEquals(self.owner(), wish.owner());
            assertEquals(self.certificate().device(), wish.device());
        }
        assertEquals(CONFEDERATION, wish.confederation());
        assertTrue(CertificateKeys.valid(made.certificate().getPublicKey(), wish.signedText(), wish.signature()));
        String secret = Files.readString(key).lines().skip(1).findFirst().orElseThrow();
        try (Stream<Path> files = Files.walk(home())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(
                        new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                                .contains(secret),
                        file::toString);
            }
        }
    }

    @Test
    void anotherCertificateTakesItsPlaceAndTheIdentityStays() {
        join(certificate, key);
        CertifiedJoin first = wish();
        assertEquals(0, join(certificate, key).exit());
        assertEquals(first.owner(), wish().owner());
        String code = JoinCode.generate(CONFEDERATION, new SecureRandom()).text();
        assertEquals(0, init("--join", code).exit());
        assertInstanceOf(
                Ticket.Code.class, new JoinStore(home()).load().orElseThrow().ticket());
        assertEquals(0, join(certificate, key).exit());
        assertEquals(first.certificates(), wish().certificates());
    }

    @Test
    void whatDoesNotFitIsNamedAndNothingIsMade() throws IOException, GeneralSecurityException {
        Path other =
                key(PublisherKey.generate("pc18", Instant.EPOCH, PublisherKey.NO_END, new SecureRandom()), "pc18.key");
        Path encrypted = Files.writeString(folder.resolve("e.key"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
        Path broken = Files.writeString(
                folder.resolve("b.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        for (Path wrong : new Path[] {other, encrypted, broken, folder.resolve("missing"), certificate}) {
            Ran ran = join(certificate, wrong);
            assertEquals(ErrorCode.CERTIFICATE_UNUSABLE.exit(), ran.exit());
            assertTrue(ran.error().contains(wrong.toString()), ran.error());
        }
        assertTrue(join(certificate, encrypted).error().contains("openssl pkcs8"));
        Ran ran = join(key, key);
        assertEquals(ErrorCode.CERTIFICATE_UNUSABLE.exit(), ran.exit());
        assertTrue(ran.error().contains("no certificate") || ran.error().contains("certificate"), ran.error());
        assertFalse(Files.exists(home().resolve("identity")));
    }

    @Test
    void bothFilesAndTheIdAreNeeded() {
        assertEquals(
                ErrorCode.USAGE.exit(),
                init("--join", CONFEDERATION.toString(), "--certificate", certificate.toString())
                        .exit());
        String code = JoinCode.generate(CONFEDERATION, new SecureRandom()).text();
        Ran ran = init("--join", code, "--certificate", certificate.toString(), "--key", key.toString());
        assertEquals(ErrorCode.USAGE.exit(), ran.exit());
        assertTrue(ran.error().contains("64 hexadecimal"), ran.error());
        ran = init("--open", "--certificate", certificate.toString(), "--key", key.toString());
        assertEquals(ErrorCode.USAGE.exit(), ran.exit());
        assertNotEquals(
                0,
                init("--certificate", certificate.toString(), "--key", key.toString())
                        .exit());
    }

    @Test
    void whichCasThereAreIsTheNodesToSay() {
        String[] home = {"--home", home().toString()};
        join(certificate, key);
        for (Ran ran : new Ran[] {
            Ran.of(new CaCommand.Listing(), home),
            Ran.of(new CaCommand.Add(), certificate.toString(), home[0], home[1]),
            Ran.of(new CaCommand.Remove(), "0123456789", home[0], home[1])
        }) {
            assertEquals(ErrorCode.NODE_NOT_RUNNING.exit(), ran.exit(), ran.error());
        }
    }
}
