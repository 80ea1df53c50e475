// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.KeyRing;
import org.holdfast.format.Mac;
import org.holdfast.format.NoCipher;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.crypto.CipherSuite;

/**
 * Opens blocks that came back from partners, after checking that each is the very one that was sealed. Stateless and
 * thread-safe.
 */
public final class BlockOpener {
    private static final byte[] NO_NONCE = new byte[12];
    private static final byte[] NO_AAD = new byte[0];

    /**
     * Checks a block and decrypts its payload in place.
     *
     * @param suites the outer cipher by its number; throws FORMAT_UNKNOWN if there is none
     * @param payload overwritten where the answer is {@link Opened.Shard}
     * @param length of the payload, which starts at 0
     * @throws HoldfastException WRONG_KEY for a key generation that this node does not have
     */
    public Opened open(
            KeyRing keys,
            Function<Integer, CipherSuite> suites,
            BlockHeader header,
            byte[] payload,
            int length,
            Expectation expected) {
        GenerationKeys generation = keys.generation(header.keyGeneration());
        Optional<ShardLocation> location = authentic(generation, header);
        if (location.isEmpty()) {
            return new Opened.Rejected(Opened.Reason.HEADER_FORGED);
        }
        Optional<Opened.Reason> reason = mismatch(header, location.get(), expected);
        if (reason.isPresent()) {
            return new Opened.Rejected(reason.get());
        }
        if (!isPayload(header, payload, length)) {
            return new Opened.Rejected(Opened.Reason.PAYLOAD_CHANGED);
        }
        decrypt(generation, suites, PayloadKey.of(header), payload, length);
        return new Opened.Shard(location.get(), payload);
    }

    /**
     * Decrypts in place a payload that was rejected, or whose header cannot be read. Nothing is checked: bytes that are
     * wrong before are wrong after it, and only those. For error correction, whose result the segment's tags confirm.
     *
     * @param payload all of it is the payload
     * @throws HoldfastException WRONG_KEY, FORMAT_UNKNOWN
     */
    public void decryptUnchecked(KeyRing keys, Function<Integer, CipherSuite> suites, PayloadKey key, byte[] payload) {
        decrypt(keys.generation(key.keyGeneration()), suites, key, payload, payload.length);
    }

    /**
     * Which shard a block is.
     *
     * @throws HoldfastException AUTHENTICATION_FAILED if the header is not the owner's, WRONG_KEY
     */
    public ShardLocation locate(KeyRing keys, BlockHeader header) {
        return authentic(keys.generation(header.keyGeneration()), header)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.AUTHENTICATION_FAILED,
                        "block " + header.block(),
                        "block " + header.block() + " was not sealed with this owner's keys: it is left out"));
    }

    private static Optional<ShardLocation> authentic(GenerationKeys keys, BlockHeader header) {
        byte[] mac = BlockKeys.ownerMac(keys, header);
        return Mac.same(mac, header.ownerMac().toArray())
                ? LocationSeal.open(keys, header.block(), header.outerSuite(), header.sealedLocation())
                : Optional.empty();
    }

    private static Optional<Opened.Reason> mismatch(BlockHeader header, ShardLocation location, Expectation expected) {
        if (!header.owner().equals(expected.owner())) {
            return Optional.of(Opened.Reason.OTHER_OWNER);
        }
        if (!header.partner().equals(expected.partner())) {
            return Optional.of(Opened.Reason.OTHER_PARTNER);
        }
        if (!header.agreement().equals(expected.agreement())) {
            return Optional.of(Opened.Reason.OTHER_AGREEMENT);
        }
        if (header.sequence() < expected.oldestSequence()) {
            return Optional.of(Opened.Reason.OLD_VERSION);
        }
        if (header.blockClass() != expected.blockClass()) {
            return Optional.of(Opened.Reason.OTHER_CLASS);
        }
        return location.equals(expected.location()) ? Optional.empty() : Optional.of(Opened.Reason.OTHER_SHARD);
    }

    private static boolean isPayload(BlockHeader header, byte[] payload, int length) {
        if (length != header.payloadLength() || length > payload.length) {
            return false;
        }
        MessageDigest hash = Mac.sha256();
        hash.update(payload, 0, length);
        return Mac.same(hash.digest(), header.payloadHash().bytes());
    }

    private static void decrypt(
            GenerationKeys generation,
            Function<Integer, CipherSuite> suites,
            PayloadKey name,
            byte[] payload,
            int length) {
        CipherSuite suite = name.outerSuite() == 0 ? NoCipher.INSTANCE : suites.apply(name.outerSuite());
        byte[] key = BlockKeys.outer(
                generation, suite.keyLength(), name.partner(), name.agreement(), name.block(), name.outerSuite());
        int opened = suite.opener(key).open(NO_NONCE, NO_AAD, payload, 0, length, payload, 0);
        Arrays.fill(key, (byte) 0);
        if (opened != length) {
            throw new IllegalStateException("the cipher " + suite.id() + " made " + opened + " bytes of " + length);
        }
    }
}
