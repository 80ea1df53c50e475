// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic;

import org.holdfast.crypto.historic.internal.Expand;
import org.holdfast.crypto.historic.internal.MessageTag;
import org.holdfast.crypto.historic.internal.MessageTag.Hash;
import org.holdfast.crypto.historic.internal.RsaBody;
import org.holdfast.crypto.historic.internal.RsaKeys;
import org.holdfast.crypto.historic.internal.TaggedOpener;
import org.holdfast.crypto.historic.internal.TaggedSealer;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;
import org.osgi.service.component.annotations.Component;

/**
 * A hybrid: each message under AES-256-CTR with a key of its own, which goes with it under RSA-2048 with OAEP (RFC 8017),
 * then HMAC-SHA256 cut to 16 bytes. The pair of RSA keys is made from the key that both sides have, so RSA adds cost and
 * no safety: some 0.1 s for a new key, milliseconds and 272 bytes for a message. Pairs of the last 64 keys are kept in
 * memory until the component is gone; they cannot be wiped.
 */
@Component(
        service = CipherSuite.class,
        property = {"id=rsa-oaep-v1", "historic:Boolean=true"})
public final class RsaOaepSuite implements CipherSuite {
    private static final int WRAPPED_KEY = 256;
    private static final int KEPT_PAIRS = 64;

    private final RsaKeys pairs = new RsaKeys(KEPT_PAIRS);

    @Override
    public FormatId id() {
        return Formats.RSA_OAEP_V1;
    }

    @Override
    public int keyLength() {
        return Expand.KEY_LENGTH;
    }

    @Override
    public int overhead() {
        return WRAPPED_KEY + MessageTag.LENGTH;
    }

    @Override
    public Sealer sealer(byte[] key) {
        var keys = new Expand(id(), key);
        return new TaggedSealer(id(), new RsaBody(pairs.of(keys), keys), new MessageTag(Hash.SHA_256, keys));
    }

    @Override
    public Opener opener(byte[] key) {
        var keys = new Expand(id(), key);
        return new TaggedOpener(id(), new RsaBody(pairs.of(keys), keys), new MessageTag(Hash.SHA_256, keys));
    }
}
