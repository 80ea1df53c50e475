// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import java.util.function.Consumer;
import org.holdfast.spi.discovery.Sighting;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.logging.LogFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open JGroups channel that carries datagrams of a group. */
final class GroupChannel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupChannel.class);
    private final JChannel channel;

    private GroupChannel(JChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens one. JGroups is silent unless DEBUG is on: it logs what strangers send, and they choose how often.
     *
     * @throws Exception as JGroups does
     */
    static GroupChannel open(Group group, Allowance allowance, Consumer<Sighting> heard) throws Exception {
        LogFactory.useNoopLogger(!LOG.isDebugEnabled());
        JChannel channel =
                new JChannel(new GroupTransport(group.address(), new PacketShape(group.name()), allowance::take));
        try {
            // Without a name of ours JGroups looks up the host's, which takes seconds where no DNS answers.
            channel.setName("holdfast").setDiscardOwnMessages(true).setReceiver(new Ear(heard));
            channel.connect(group.name());
            return new GroupChannel(channel);
        } catch (Exception e) {
            channel.close();
            throw e;
        }
    }

    void send(byte[] payload) throws Exception {
        channel.send(new BytesMessage(null, payload).setFlag(Message.TransientFlag.DONT_LOOPBACK));
    }

    @Override
    public void close() {
        channel.close();
    }

    /** Passes on what is an advert or a query. Only bytes are looked at, never objects. */
    private record Ear(Consumer<Sighting> heard) implements Receiver {
        @Override
        public void receive(Message message) {
            if (message instanceof BytesMessage bytes && bytes.getLength() <= Datagrams.LONGEST) {
                Datagrams.read(bytes.getArray(), bytes.getOffset(), bytes.getLength())
                        .ifPresent(heard);
            }
        }
    }
}
