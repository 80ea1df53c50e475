// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic;

import org.holdfast.crypto.historic.internal.Expand;
import org.holdfast.crypto.historic.internal.MessageTag;
import org.holdfast.crypto.historic.internal.MessageTag.Hash;
import org.holdfast.crypto.historic.internal.StreamBody;
import org.holdfast.crypto.historic.internal.TaggedOpener;
import org.holdfast.crypto.historic.internal.TaggedSealer;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;
import org.osgi.service.component.annotations.Component;

/**
 * DES (FIPS 46-3) in counter mode, then HMAC-MD5 (RFC 2104, RFC 1321). Historic: a message's key has 56 bits and is found
 * in hours.
 */
@Component(
        service = CipherSuite.class,
        property = {"id=des-hmac-md5-v1", "historic:Boolean=true"})
public final class DesSuite implements CipherSuite {
    @Override
    public FormatId id() {
        return Formats.DES_HMAC_MD5_V1;
    }

    @Override
    public int keyLength() {
        return Expand.KEY_LENGTH;
    }

    @Override
    public int overhead() {
        return MessageTag.LENGTH;
    }

    @Override
    public Sealer sealer(byte[] key) {
        var keys = new Expand(id(), key);
        return new TaggedSealer(id(), StreamBody.des(keys), new MessageTag(Hash.MD5, keys));
    }

    @Override
    public Opener opener(byte[] key) {
        var keys = new Expand(id(), key);
        return new TaggedOpener(id(), StreamBody.des(keys), new MessageTag(Hash.MD5, keys));
    }
}
