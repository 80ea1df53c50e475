// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.nio.ByteBuffer;
import org.holdfast.core.Reply;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.wire.StoreReceipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends blocks over the network. Thread-safe. */
public final class PartnerSender implements BlockSender {
    private static final Logger LOG = LoggerFactory.getLogger(PartnerSender.class);
    private final PartnerClient partners;

    public PartnerSender(PartnerClient partners) {
        this.partners = partners;
    }

    @Override
    public Sent send(BlockHeader header, ByteBuffer... content) {
        return switch (partners.put(header.partner(), header, content)) {
            case Reply.Answered<StoreReceipt>(StoreReceipt receipt) -> new Sent.Stored(Bytes.of(receipt.bytes()));
            case Reply.Refused<StoreReceipt>(ErrorCode code, String reason) -> new Sent.Refused(code, reason);
            case Reply.Misbehaved<StoreReceipt>(String what) -> {
                LOG.warn("{} misbehaved: {}", header.partner().brief(), what);
                yield new Sent.Away(what);
            }
            case Reply.Silent<StoreReceipt>(ErrorCode why) ->
                new Sent.Away(why == ErrorCode.PEER_LOST ? "it cannot be reached" : "it does not answer in time");
            case Reply.Broken<StoreReceipt>(ErrorCode code, String why) -> new Sent.Away(why);
        };
    }
}
