// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.holdfast.core.advert.AdvertGate;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.Advert;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Founding;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that may be lost, cut or altered, and then is an empty one. */
@Tag("R21")
class AdvertCacheTest {
    private static final long SEED = Long.getLong("holdfast.fuzz.seed", 20261128L);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Signer DEVICE = signer(2);
    private static final DeviceCert CERT = DeviceCert.issue(signer(1), DEVICE, 1, 1, NOW);

    @TempDir
    Path home;

    private AdvertCache cache;

    @BeforeEach
    void open() {
        cache = new AdvertCache(home);
    }

    private static Signer signer(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return Signatures.signer(Ed25519.privateKey(bytes));
    }

    private static Advert advert(Instant when) {
        var offer = new Advert.Offer(1, "host", ByteCount.ZERO, List.of(new NodeAddress("192.0.2.1", 7610)), "alice");
        return Advert.issue(CERT, new Founding(signer(9).key(), NOW, "example").id(), offer, when, DEVICE);
    }

    @Test
    void whatIsSavedIsLoaded() {
        assertEquals(List.of(), cache.load(NOW));
        List<Advert> adverts = List.of(advert(NOW), advert(NOW.plusSeconds(1)));
        cache.save(adverts);
        assertEquals(adverts, cache.load(NOW));
    }

    @Test
    void theMostThatAreKeptFit() {
        List<Advert> most = Collections.nCopies(AdvertGate.MOST_MEMBERS, advert(NOW));
        cache.save(most);
        assertEquals(most.size(), cache.load(NOW).size());
    }

    @Test
    void theOldAndTheForgedAreLeftOut() throws Exception {
        cache.save(List.of(advert(NOW.minus(AdvertGate.KEPT)), advert(NOW)));
        assertEquals(2, cache.load(NOW).size());
        assertEquals(List.of(advert(NOW)), cache.load(NOW.plus(Duration.ofSeconds(1))));

        Advert good = advert(NOW);
        byte[] forged = good.bytes();
        forged[forged.length - 1] ^= 1;
        cache.save(List.of(Advert.read(forged), good));
        assertEquals(List.of(good), cache.load(NOW));
    }

    @Test
    void aDamagedFileIsAnEmptyOne() throws Exception {
        cache.save(List.of(advert(NOW)));
        Path file = home.resolve("adverts");
        byte[] right = Files.readAllBytes(file);
        for (int i = 0; i < right.length; i++) {
            byte[] wrong = right.clone();
            wrong[i] ^= 1;
            Files.write(file, wrong);
            assertEquals(List.of(), cache.load(NOW), "byte " + i);
            Files.write(file, Arrays.copyOf(right, i));
            assertEquals(List.of(), cache.load(NOW), "cut at " + i);
        }
        Files.write(file, new byte[1 << 20]);
        assertEquals(List.of(), cache.load(NOW));
        Files.delete(file);
        Files.createDirectory(file);
        assertEquals(List.of(), cache.load(NOW));
    }

    /** Also with a check that fits, so that what is behind it is reached. */
    @Test
    void hostileFilesAreReadExactlyOrRefused() {
        byte[] right = AdvertCache.bytes(List.of(advert(NOW), advert(NOW.plusSeconds(1))));
        SplittableRandom random = new SplittableRandom(SEED);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] body = Arrays.copyOf(right, right.length - 8 - random.nextInt(2) * random.nextInt(right.length - 8));
            if (body.length > 0) {
                body[random.nextInt(body.length)] ^= (byte) random.nextInt(256);
            }
            byte[] check = org.holdfast.format.Mac.sha256(body).bytes();
            byte[] all = Arrays.copyOf(body, body.length + 8);
            System.arraycopy(check, 0, all, body.length, 8);
            read += rewritten(all) ? 1 : 0;
        }
        assertTrue(read > 1_000, "only " + read + " were read; seed " + SEED);
    }

    private static boolean rewritten(byte[] all) {
        try {
            assertArrayEquals(all, AdvertCache.bytes(AdvertCache.read(all)));
            return true;
        } catch (HoldfastException refused) {
            assertTrue(
                    List.of(ErrorCode.MALFORMED_INPUT, ErrorCode.NEWER_VERSION).contains(refused.code()),
                    refused::toString);
            return false;
        }
    }

    @Test
    void aLaterVersionIsNamed() {
        byte[] later = AdvertCache.bytes(List.of());
        later[5] = 2;
        assertEquals(
                ErrorCode.NEWER_VERSION,
                assertThrows(HoldfastException.class, () -> AdvertCache.read(later))
                        .code());
    }
}
