// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic;

import org.holdfast.crypto.historic.internal.Expand;
import org.holdfast.crypto.historic.internal.StreamBody;
import org.holdfast.crypto.historic.internal.Untagged;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;
import org.osgi.service.component.annotations.Component;

/**
 * RC4 without a tag, so that the text keeps its length: for the outer layer, whose blocks the owner's MAC covers. A weaker
 * cipher than the inner one will do there where it only has to keep partners from rebuilding each other's shards.
 * Historic.
 */
@Component(
        service = CipherSuite.class,
        property = {"id=rc4-v1", "historic:Boolean=true"})
public final class Rc4StreamSuite implements CipherSuite {
    @Override
    public FormatId id() {
        return Formats.RC4_V1;
    }

    @Override
    public int keyLength() {
        return Expand.KEY_LENGTH;
    }

    @Override
    public int overhead() {
        return 0;
    }

    @Override
    public Sealer sealer(byte[] key) {
        return new Untagged(id(), StreamBody.rc4(new Expand(id(), key)));
    }

    @Override
    public Opener opener(byte[] key) {
        return new Untagged(id(), StreamBody.rc4(new Expand(id(), key)));
    }
}
