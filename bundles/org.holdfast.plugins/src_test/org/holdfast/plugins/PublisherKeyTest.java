// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterPublisher;
import org.holdfast.format.identity.RosterPublisher.Status;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("R64")
class PublisherKeyTest {
    private static final char[] PASSWORD = "secret".toCharArray();

    @TempDir
    Path folder;

    @Test
    void certificateSaysWhatWasAsked() throws Exception {
        X509Certificate certificate = Cast.FRIEND.certificate();

        certificate.verify(certificate.getPublicKey());
        assertEquals(3, certificate.getVersion());
        assertEquals("CN=Friend & Söhne", certificate.getSubjectX500Principal().getName());
        assertEquals(certificate.getSubjectX500Principal(), certificate.getIssuerX500Principal());
        assertEquals("Friend & Söhne", Cast.FRIEND.name());
        assertEquals(Cast.NOW.plusSeconds(30 * 86400), certificate.getNotAfter().toInstant());
        assertEquals("EdDSA", certificate.getPublicKey().getAlgorithm());
        assertFalse(Cast.FRIEND
                .toString()
                .contains(HexFormat.of().formatHex(Cast.FRIEND.privateKey().getEncoded())));
    }

    @Test
    void certificateMayHaveNoEndAndALongName() throws Exception {
        String name = "n".repeat(64);
        PublisherKey key = PublisherKey.generate(name, Cast.NOW, PublisherKey.NO_END, new SecureRandom());

        key.certificate().verify(key.certificate().getPublicKey());
        assertEquals(PublisherKey.NO_END, key.certificate().getNotAfter().toInstant());
        assertEquals(name, key.name());
        assertThrows(
                IllegalArgumentException.class,
                () -> PublisherKey.generate(name + "n", Cast.NOW, PublisherKey.NO_END, new SecureRandom()));
    }

    @Test
    void whatWasSavedIsLoadedAgain() throws Exception {
        Path file = folder.resolve("key.p12");
        Cast.HOUSE.save(file, PASSWORD);
        PublisherKey again = PublisherKey.load(file, PASSWORD);

        assertEquals(Cast.HOUSE.fingerprint(), again.fingerprint());
        assertArrayEquals(
                Cast.HOUSE.privateKey().getEncoded(), again.privateKey().getEncoded());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(ErrorCode.WRONG_KEY, failure(file, "wrong"));
        Files.writeString(file, "no key");
        assertEquals(ErrorCode.WRONG_KEY, failure(file, "secret"));
        assertEquals(ErrorCode.DISK_FAILED, failure(folder.resolve("none"), "secret"));
    }

    private static ErrorCode failure(Path file, String password) {
        return assertThrows(HoldfastException.class, () -> PublisherKey.load(file, password.toCharArray()))
                .code();
    }

    @Test
    void certificatesTravelAsPem() throws Exception {
        Files.writeString(folder.resolve("one.pem"), Cast.HOUSE.pem());
        Files.writeString(folder.resolve("two.pem"), Cast.FRIEND.pem() + Cast.STRANGER.pem());
        Files.writeString(folder.resolve("readme.txt"), "no certificate");
        Publishers all = Publishers.of(Publishers.inFolder(folder), Optional.empty());

        assertEquals(3, all.known().size());
        assertEquals(
                "Stranger", all.find(Cast.STRANGER.fingerprint()).orElseThrow().name());
        assertEquals(List.of(), Publishers.inFolder(folder.resolve("none")));
        Files.writeString(
                folder.resolve("three.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertEquals(
                ErrorCode.MALFORMED_INPUT,
                assertThrows(HoldfastException.class, () -> Publishers.inFolder(folder))
                        .code());
    }

    @Test
    void rosterHasTheLastWord() {
        var admin = Signatures.signer(Ed25519.privateKey(new byte[32]));
        Roster roster = Roster.found(new Founding(admin.key(), Cast.NOW, "test"), List.of(), admin)
                .withPublisher(new RosterPublisher(Cast.HOUSE.fingerprint(), Status.REVOKED, "house"), Cast.NOW, admin)
                .withPublisher(
                        new RosterPublisher(Cast.FRIEND.fingerprint(), Status.TRUSTED, "friend"), Cast.NOW, admin);
        Publishers all = Publishers.of(List.of(Cast.HOUSE.certificate()), Optional.of(roster));

        assertEquals(
                new Publishers.Publisher("house", true),
                all.find(Cast.HOUSE.fingerprint()).orElseThrow());
        assertEquals(
                new Publishers.Publisher("friend", false),
                all.find(Cast.FRIEND.fingerprint()).orElseThrow());
        assertEquals(Optional.empty(), all.find(Cast.STRANGER.fingerprint()));
    }
}
