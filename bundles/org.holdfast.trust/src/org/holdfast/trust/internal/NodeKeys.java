// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Ed25519;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Labels;
import org.holdfast.model.DeviceKey;

/**
 * What {@code node.keys} holds, magic "HFIK": all that a node needs to work, and nothing that outlives it. The recovery
 * secret, its PRK and the root key are not here.
 *
 * <pre>
 *   name               u8 length, 1 to 64, and UTF-8
 *   device certificate 224
 *   admin public key   32
 *   device seed        32     Ed25519
 *   D                  32
 *   generations        u16    1 to 4096, and G_1, G_2, … of 32 each
 *   admin              u8     1: the admin key's seed (32) follows; 0: nothing follows
 * </pre>
 *
 * The arrays are wiped by {@link #close}.
 */
public record NodeKeys(
        String name,
        DeviceCert cert,
        DeviceKey adminKey,
        byte[] deviceSeed,
        byte[] dedup,
        List<byte[]> generations,
        Optional<byte[]> adminSeed)
        implements AutoCloseable {
    /** More recoveries than anybody will make; a bound for what is read. */
    public static final int MAX_GENERATIONS = 4096;

    /** Longest body in bytes. */
    public static final int MAX_BYTES =
            1 + Labels.NAME + DeviceCert.BYTES + 32 + 32 + 32 + 2 + 32 * MAX_GENERATIONS + 1 + 32;

    private static final int SECRET = 32;

    public NodeKeys {
        Labels.name(name);
        if (generations.isEmpty() || generations.size() > MAX_GENERATIONS) {
            throw new IllegalArgumentException("a node has 1 to " + MAX_GENERATIONS + " key generations");
        }
        if (cert.keyGeneration() > generations.size()) {
            throw new IllegalArgumentException("the newest key generation is missing");
        }
    }

    /** Reads the body and checks that its parts belong together. */
    public static NodeKeys read(ByteReader in) {
        NodeKeys keys = new NodeKeys(
                in.text8(Labels.NAME),
                DeviceCert.read(in.array(DeviceCert.BYTES)),
                new DeviceKey(in.id32()),
                in.array(SECRET),
                in.array(SECRET),
                generations(in),
                in.u8() == 0 ? Optional.empty() : Optional.of(in.array(SECRET)));
        if (!keys.cert.verify()) {
            throw in.bad("the device certificate is not signed rightly");
        }
        if (!Ed25519.publicKey(Ed25519.privateKey(keys.deviceSeed)).equals(keys.cert.device())) {
            throw in.bad("the device key is not the one that the certificate names");
        }
        return keys;
    }

    private static List<byte[]> generations(ByteReader in) {
        int count = in.count16(MAX_GENERATIONS, SECRET);
        List<byte[]> generations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            generations.add(in.array(SECRET));
        }
        return generations;
    }

    /** The body, to be wiped by the caller. */
    public byte[] bytes() {
        byte[] open = new ByteWriter()
                .text8(name, Labels.NAME)
                .bytes(cert.bytes())
                .id32(adminKey.value())
                .toArray();
        int secrets = 2 * SECRET + 2 + SECRET * generations.size() + 1 + (adminSeed.isPresent() ? SECRET : 0);
        ByteBuffer out = ByteBuffer.allocate(open.length + secrets)
                .put(open)
                .put(deviceSeed)
                .put(dedup)
                .putShort((short) generations.size());
        generations.forEach(out::put);
        out.put((byte) (adminSeed.isPresent() ? 1 : 0));
        adminSeed.ifPresent(out::put);
        return out.array();
    }

    @Override
    public void close() {
        Arrays.fill(deviceSeed, (byte) 0);
        Arrays.fill(dedup, (byte) 0);
        generations.forEach(generation -> Arrays.fill(generation, (byte) 0));
        adminSeed.ifPresent(seed -> Arrays.fill(seed, (byte) 0));
    }

    /** Tells no key. */
    @Override
    public String toString() {
        return "keys of " + name;
    }
}
