// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertPath;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.Publishers.Publisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way that a jar can be other than its publisher made it, with real jars. */
@Tag("R64")
class JarSignatureTest {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void make() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(MANIFEST, Jars.bytes("Manifest-Version: 1.0\nBundle-Activator: a.One\n"));
        entries.put("a/", new byte[0]);
        entries.put("a/One.class", Jars.bytes("one".repeat(1000)));
        entries.put("a/Two.class", Jars.bytes("two"));
        entries.put("META-INF/services/a.Service", Jars.bytes("a.One"));
        jar = Jars.write(folder.resolve("some.jar"), entries);
    }

    private Verdict verdict() {
        return JarSignature.check(jar, Cast.TRUSTED, Cast.NOW);
    }

    @Test
    void signedByATrustedPublisher() {
        Jars.signed(jar, Cast.FRIEND);

        assertEquals(new Verdict.Trusted("Friend & Söhne", Cast.FRIEND.fingerprint()), verdict());
    }

    @Test
    void unsigned() {
        assertEquals(new Verdict.Unsigned("a/One.class"), verdict());
        assertEquals(ErrorCode.PLUGIN_UNSIGNED, verdict().code());
    }

    @Test
    void signatureTakenAway() {
        Jars.signed(jar, Cast.HOUSE);
        Jars.change(jar, entries -> entries.keySet().removeIf(name -> name.endsWith(".SF") || name.endsWith(".EC")));

        assertEquals(new Verdict.Unsigned("a/One.class"), verdict());
    }

    @Test
    void everyByteOfEveryEntryCounts() {
        Jars.signed(jar, Cast.HOUSE);
        for (String name : List.of("a/One.class", "a/Two.class", "META-INF/services/a.Service")) {
            byte[] original = Jars.read(jar).get(name);
            Jars.change(jar, entries -> {
                byte[] altered = original.clone();
                altered[altered.length - 1] ^= 1;
                entries.put(name, altered);
            });
            assertEquals(new Verdict.Altered(name), verdict());
            Jars.change(jar, entries -> entries.put(name, original));
            assertInstanceOf(Verdict.Trusted.class, verdict());
        }
    }

    @Test
    void shortenedAndLengthenedEntries() {
        Jars.signed(jar, Cast.HOUSE);
        byte[] one = Jars.read(jar).get("a/One.class");

        Jars.change(jar, entries -> entries.put("a/One.class", Arrays.copyOf(one, one.length - 1)));
        assertEquals(new Verdict.Altered("a/One.class"), verdict());
        Jars.change(jar, entries -> entries.put("a/One.class", Arrays.copyOf(one, one.length + 1)));
        assertEquals(new Verdict.Altered("a/One.class"), verdict());
    }

    @Test
    void mainAttributesAreSigned() {
        Jars.signed(jar, Cast.HOUSE);
        Jars.change(
                jar,
                entries -> entries.put(
                        MANIFEST,
                        Jars.bytes(new String(entries.get(MANIFEST))
                                .replace("Bundle-Activator: a.One", "Bundle-Activator: b.Two"))));

        assertInstanceOf(Verdict.Altered.class, verdict());
    }

    @Test
    void entryAdded() {
        Jars.signed(jar, Cast.HOUSE);
        Jars.change(jar, entries -> entries.put("a/Three.class", Jars.bytes("three")));

        assertEquals(new Verdict.Unsigned("a/Three.class"), verdict());
    }

    @Test
    void whatOnlyLooksLikeASignatureFileMustBeSigned() {
        Jars.signed(jar, Cast.HOUSE);
        Jars.change(jar, entries -> entries.put("META-INF/SIG-x.class", Jars.bytes("three")));
        assertEquals(new Verdict.Unsigned("META-INF/SIG-x.class"), verdict());

        Jars.change(jar, entries -> {
            entries.remove("META-INF/SIG-x.class");
            entries.put("META-INF/versions/x.SF", Jars.bytes("three"));
        });
        assertEquals(new Verdict.Unsigned("META-INF/versions/x.SF"), verdict());
    }

    @Test
    void entryRemoved() {
        Jars.signed(jar, Cast.HOUSE);
        Jars.change(jar, entries -> entries.remove("a/Two.class"));

        assertEquals(new Verdict.Altered("a/Two.class"), verdict());
    }

    @Test
    void entryTwice() throws Exception {
        Jars.signed(jar, Cast.HOUSE);
        Jars.rename(jar, "a/Two.class", "a/One.class");

        assertInstanceOf(Verdict.Broken.class, verdict());
        assertTrue(
                verdict().explanation().contains("a/One.class is in it twice"),
                verdict().explanation());
    }

    @Test
    void manifestsThatDifferInCaseAreTwo() {
        Jars.signed(jar, Cast.HOUSE);
        Jars.change(jar, entries -> entries.put("META-INF/manifest.mf", Jars.bytes("Manifest-Version: 1.0\n")));

        assertInstanceOf(Verdict.Broken.class, verdict());
    }

    @Test
    void entryInTheDirectoryOnly() throws Exception {
        Jars.signed(jar, Cast.HOUSE);
        Jars.addToDirectoryOnly(jar, "a/Evil.class");

        assertTrue(Jars.read(jar).containsKey("a/Evil.class"), "a framework would find it");
        assertEquals(new Verdict.Unsigned("a/Evil.class"), verdict());
    }

    @Test
    void signedByAStranger() {
        Jars.signed(jar, Cast.STRANGER);

        assertEquals(new Verdict.Unknown(Cast.STRANGER.fingerprint(), "Stranger"), verdict());
    }

    @Test
    void certificateEnded() {
        Jars.signed(jar, Cast.FORMER);

        var expired = assertInstanceOf(Verdict.Expired.class, verdict());
        assertEquals(Cast.FORMER.certificate().getNotAfter().toInstant(), expired.until());
        assertInstanceOf(
                Verdict.Trusted.class,
                JarSignature.check(jar, Cast.TRUSTED, expired.until()),
                "the last moment still counts");
    }

    @Test
    void clockBehindTheCertificateIsNoFault() {
        Jars.signed(jar, Cast.HOUSE);

        assertInstanceOf(
                Verdict.Trusted.class,
                JarSignature.check(
                        jar,
                        Cast.TRUSTED,
                        Cast.HOUSE.certificate().getNotBefore().toInstant().minusSeconds(9)));
    }

    @Test
    void revokedPublisher() {
        Jars.signed(jar, Cast.HOUSE);
        Map<Digest, Publisher> known = new HashMap<>(Cast.TRUSTED.known());
        known.put(Cast.HOUSE.fingerprint(), new Publisher("The House", true));

        assertEquals(
                new Verdict.Revoked("The House", Cast.HOUSE.fingerprint()),
                JarSignature.check(jar, new Publishers(known), Cast.NOW));
    }

    @Test
    void oneTrustedSignerOfAllIsEnough() throws Exception {
        signAs("FIRST", Cast.STRANGER);
        signAs("SECOND", Cast.FRIEND);

        assertEquals(new Verdict.Trusted("Friend & Söhne", Cast.FRIEND.fingerprint()), verdict());
    }

    @Test
    void whatAStrangerAddsAndSignsIsNotCoveredByTheTrustedSigner() throws Exception {
        signAs("FIRST", Cast.HOUSE);
        Jars.change(jar, entries -> entries.put("a/Three.class", Jars.bytes("three")));
        signAs("SECOND", Cast.STRANGER);

        assertEquals(new Verdict.Unknown(Cast.STRANGER.fingerprint(), "Stranger"), verdict());
    }

    @Test
    void signingAgainReplacesTheSignature() {
        Jars.signed(jar, Cast.STRANGER);
        Jars.signed(jar, Cast.HOUSE);

        assertEquals(new Verdict.Trusted("The House", Cast.HOUSE.fingerprint()), verdict());
    }

    @Test
    void oversizedManifest() {
        Jars.signed(jar, Cast.HOUSE);
        Jars.change(jar, entries -> entries.put(MANIFEST, new byte[(4 << 20) + 1]));

        assertEquals(new Verdict.Broken(MANIFEST + " is longer than 4 MiB"), verdict());
    }

    @Test
    void tooManySignatureFiles() {
        Jars.signed(jar, Cast.HOUSE);
        Jars.change(jar, entries -> {
            for (int i = 0; i < 20; i++) {
                entries.put("META-INF/" + i + ".RSA", new byte[1]);
            }
        });

        assertInstanceOf(Verdict.Broken.class, verdict());
    }

    @Test
    void signatureFileThatDoesNotSpeakOfTheMainAttributes() {
        Jars.signed(jar, Cast.HOUSE);
        Jars.change(
                jar,
                entries -> entries.put(
                        "META-INF/OTHER.SF", Jars.bytes("Signature-Version: 1.0\nSHA-256-Digest-Manifest: AAAA\n\n")));

        assertEquals(new Verdict.Broken("META-INF/OTHER.SF does not cover the manifest's main attributes"), verdict());
    }

    @Test
    void noJarAtAll() throws Exception {
        Files.writeString(jar, "nothing of the kind");

        assertInstanceOf(Verdict.Broken.class, verdict());
    }

    @Test
    void halfAJar() throws Exception {
        Jars.signed(jar, Cast.HOUSE);
        Files.write(jar, Arrays.copyOf(Files.readAllBytes(jar), (int) Files.size(jar) / 2));

        assertInstanceOf(Verdict.Broken.class, verdict());
    }

    @Test
    void anyFlippedByteOfTheFileIsNoticedOrHarmless() throws Exception {
        Jars.signed(jar, Cast.HOUSE);
        byte[] whole = Files.readAllBytes(jar);
        Map<String, byte[]> before = Jars.read(jar);
        int noticed = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x40;
            Files.write(jar, flipped);
            if (verdict() instanceof Verdict.Trusted) {
                assertContentsEqual(before, Jars.read(jar), at);
            } else {
                noticed++;
            }
        }
        assertTrue(noticed > whole.length / 2, noticed + " of " + whole.length);
    }

    /** But for the signature itself, which has fields (of a certificate that nobody asks for, say) that it does not sign. */
    private static void assertContentsEqual(Map<String, byte[]> expected, Map<String, byte[]> actual, int at) {
        actual.keySet().removeIf(name -> name.endsWith("/"));
        expected.forEach((name, content) -> assertTrue(
                name.endsWith("/") || name.endsWith(".EC") || Arrays.equals(content, actual.get(name)),
                name + " after byte " + at));
        assertTrue(expected.keySet().containsAll(actual.keySet()), () -> actual.keySet() + " after byte " + at);
    }

    @Test
    void fileThatCannotBeReadSaysNothing() {
        HoldfastException failure = assertThrows(
                HoldfastException.class, () -> JarSignature.check(folder.resolve("none"), Cast.TRUSTED, Cast.NOW));

        assertEquals(ErrorCode.DISK_FAILED, failure.code());
    }

    private void signAs(String signer, PublisherKey key) throws Exception {
        Path signed = folder.resolve("signed");
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(key.certificate()));
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            new JarSigner.Builder(key.privateKey(), path)
                    .signerName(signer)
                    .build()
                    .sign(in, out);
        }
        Files.move(signed, jar, StandardCopyOption.REPLACE_EXISTING);
    }
}
