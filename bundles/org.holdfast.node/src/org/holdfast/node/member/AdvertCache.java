// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.core.advert.AdvertGate;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.format.identity.Advert;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.disk.Durable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last known adverts of members, in {@code adverts} of the data folder, so that a node which starts where neither
 * multicast nor a broker answers has somebody to dial. Losing it loses nothing but that.
 *
 * <pre>
 * 0  magic "HFAC"   4
 * 4  version = 1    u16
 * 6  flags = 0      u16
 * 8  count          u16   at most 512, and as many: length u16, advert (at most 339 bytes)
 * -  check          8     first bytes of SHA-256 over all before
 * </pre>
 */
public final class AdvertCache {
    private static final Logger LOG = LoggerFactory.getLogger(AdvertCache.class);
    private static final int CHECK = 8;
    private static final int MOST = 10 + AdvertGate.MOST_MEMBERS * (2 + Advert.MAX_BYTES) + CHECK;

    private final Path file;

    /** @param home the node's data folder */
    public AdvertCache(Path home) {
        file = home.resolve("adverts");
    }

    /** Replaces what is there. A failure is logged: adverts can be heard again. */
    void save(List<Advert> adverts) {
        try {
            Durable.write(file, bytes(adverts));
        } catch (IOException e) {
            LOG.warn("The adverts of members could not be noted in {}: {}", file, e.toString());
        }
    }

    /** Those that are well signed and not too old; none if the file is missing or damaged, which is logged. */
    List<Advert> load(Instant now) {
        try (InputStream in = Files.newInputStream(file)) {
            long oldest = now.minus(AdvertGate.KEPT).toEpochMilli();
            return read(in.readNBytes(MOST + 1)).stream()
                    .filter(advert -> advert.sequence() >= oldest && advert.verify())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | HoldfastException e) {
            LOG.warn("{} cannot be read, so adverts are collected anew: {}", file, e.getMessage());
            return List.of();
        }
    }

    static byte[] bytes(List<Advert> adverts) {
        ByteWriter out = new ByteWriter(MOST).magic("HFAC").u16(1).zero(2).u16(adverts.size());
        for (Advert advert : adverts) {
            byte[] bytes = advert.bytes();
            out.u16(bytes.length).bytes(bytes);
        }
        return out.bytes(Mac.sha256(out.toArray()).bytes(), 0, CHECK).toArray();
    }

    /** @throws HoldfastException MALFORMED_INPUT, NEWER_VERSION */
    static List<Advert> read(byte[] all) {
        ByteReader in = new ByteReader("adverts", all);
        in.magic("HFAC");
        in.version(1);
        in.zero(2);
        int end = all.length - CHECK;
        if (all.length > MOST
                || in.remaining() < CHECK
                || !Arrays.equals(check(all, end), 0, CHECK, all, end, all.length)) {
            throw in.bad("the check at its end does not fit");
        }
        ByteReader body = new ByteReader("adverts", ByteBuffer.wrap(all, in.offset(), end - in.offset()));
        List<Advert> adverts = new ArrayList<>();
        for (int left = body.count16(AdvertGate.MOST_MEMBERS, 2); left > 0; left--) {
            adverts.add(Advert.read(body.bytes16(Advert.MAX_BYTES).toArray()));
        }
        body.end();
        return adverts;
    }

    private static byte[] check(byte[] all, int end) {
        return Mac.sha256(Arrays.copyOf(all, end)).bytes();
    }
}
