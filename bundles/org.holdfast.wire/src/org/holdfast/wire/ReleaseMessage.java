// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.RootOrder;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;

/** An owner lets a partner free blocks, or has that stopped. */
public sealed interface ReleaseMessage extends Message
        permits ReleaseMessage.Release, ReleaseMessage.Released, ReleaseMessage.Order, ReleaseMessage.OrderTaken {

    /** One block, of one version. */
    record Version(BlockId block, long sequence) {
        public Version {
            if (sequence < 1) {
                throw new IllegalArgumentException("sequences count from 1");
            }
        }
    }

    /**
     * Owner: I do not need these any more. Saying it again changes nothing, and asks how they stand.
     *
     * @param time when it was signed
     * @param blocks none twice
     * @param signature of the owner's device over {@link #body}
     */
    record Release(
            OwnerId owner, OwnerId partner, AgreementId agreement, Instant time, List<Version> blocks, Bytes signature)
            implements ReleaseMessage {
        private static final Bytes UNSIGNED = Bytes.of(new byte[Signatures.BYTES]);

        public Release {
            time = time.truncatedTo(ChronoUnit.MILLIS);
            blocks = List.copyOf(blocks);
            if (blocks.isEmpty() || blocks.size() > Limits.RELEASE_BLOCKS) {
                throw new IllegalArgumentException("RELEASE names 1 to " + Limits.RELEASE_BLOCKS + " blocks");
            }
            Set<BlockId> named = new HashSet<>();
            if (!blocks.stream().allMatch(each -> named.add(each.block()))) {
                throw new IllegalArgumentException("RELEASE names no block twice");
            }
            if (signature.length() != Signatures.BYTES) {
                throw new IllegalArgumentException("an Ed25519 signature has 64 bytes");
            }
        }

        public static Release sign(
                Signer device,
                OwnerId owner,
                OwnerId partner,
                AgreementId agreement,
                Instant time,
                List<Version> blocks) {
            Release unsigned = new Release(owner, partner, agreement, time, blocks, UNSIGNED);
            return new Release(
                    owner, partner, agreement, time, blocks, device.sign(SignedType.RELEASE, unsigned.body()));
        }

        /** Whether this device signed it. */
        public boolean signedBy(DeviceKey device) {
            return Signatures.valid(device, SignedType.RELEASE, body(), signature);
        }

        private byte[] body() {
            ByteWriter out = new ByteWriter();
            ReleaseLayout.writeBody(this, out);
            return out.toArray();
        }
    }

    /** How a block stands at its holder. */
    enum Standing {
        /** It stays: what lies there is another version. */
        KEPT,
        /** It will be freed. */
        LEAVING,
        /** There is no such block. */
        GONE
    }

    /** @param due of one that is LEAVING, by the holder's lock clock; 1970 otherwise */
    record State(BlockId block, Standing standing, Instant due) {
        public State {
            due = due.truncatedTo(ChronoUnit.MILLIS);
            if (standing != Standing.LEAVING && !due.equals(Instant.EPOCH)) {
                throw new IllegalArgumentException("only what leaves is due");
            }
        }
    }

    /**
     * Holder: that is noted.
     *
     * @param mass so much was released within a week that it is kept longer, and people are told
     * @param states in the order of the question
     */
    record Released(AgreementId agreement, boolean mass, List<State> states) implements ReleaseMessage {
        public Released {
            states = List.copyOf(states);
            if (states.size() > Limits.RELEASE_BLOCKS) {
                throw new IllegalArgumentException("RELEASED names up to " + Limits.RELEASE_BLOCKS + " blocks");
            }
        }
    }

    /** Whoever has it: an order that was signed with an owner's sheet. */
    record Order(RootOrder order) implements ReleaseMessage {}

    /** Holder: carried out. @param blocks that stay because of it */
    record OrderTaken(long sequence, long blocks) implements ReleaseMessage {
        public OrderTaken {
            if (sequence < 1 || blocks < 0) {
                throw new IllegalArgumentException("orders count from 1, and blocks are not negative");
            }
        }
    }
}
