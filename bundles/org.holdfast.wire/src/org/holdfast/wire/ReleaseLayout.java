// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.identity.RootOrder;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.ReleaseMessage.Order;
import org.holdfast.wire.ReleaseMessage.OrderTaken;
import org.holdfast.wire.ReleaseMessage.Release;
import org.holdfast.wire.ReleaseMessage.Released;
import org.holdfast.wire.ReleaseMessage.Standing;
import org.holdfast.wire.ReleaseMessage.State;
import org.holdfast.wire.ReleaseMessage.Version;

/**
 * Bodies of the messages about release.
 *
 * <pre>
 * RELEASE       0   32  owner
 *              32   32  partner
 *              64   16  agreement
 *              80    8  time, ms since 1970
 *              88    2  n, 1 to 128
 *              90  24n  each: block 16, sequence u64 from 1; none twice
 *                   64  owner's device signature over all before, type "release"
 * RELEASED      0   16  agreement
 *              16    1  1 if much is released at once, else 0
 *              17    2  n, at most 128
 *              19  25n  each: block 16, 0 kept 1 leaving 2 gone, due u64 in ms since 1970, 0 unless leaving
 * ROOT_ORDER    0  160  root order (docs/format-identity.md)
 * ORDER_TAKEN   0    8  sequence of the order
 *               8    8  blocks that stay because of it
 * </pre>
 */
final class ReleaseLayout {
    static final int VERSION_BYTES = 24;
    static final int STATE_BYTES = 25;

    private ReleaseLayout() {}

    static void write(Release release, ByteWriter out) {
        writeBody(release, out);
        out.bytes(release.signature());
    }

    static void writeBody(Release release, ByteWriter out) {
        out.id32(release.owner().value())
                .id32(release.partner().value())
                .id16(release.agreement().value())
                .millis(release.time())
                .u16(release.blocks().size());
        release.blocks().forEach(each -> out.id16(each.block().value()).u64(each.sequence()));
    }

    static Release readRelease(ByteReader in) {
        OwnerId owner = new OwnerId(in.id32());
        OwnerId partner = new OwnerId(in.id32());
        AgreementId agreement = new AgreementId(in.id16());
        Instant time = in.millis();
        int count = in.count16(Limits.RELEASE_BLOCKS, VERSION_BYTES);
        List<Version> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(new Version(new BlockId(in.id16()), in.u64()));
        }
        return new Release(owner, partner, agreement, time, blocks, in.bytes(Signatures.BYTES));
    }

    static void write(Released released, ByteWriter out) {
        out.id16(released.agreement().value())
                .u8(released.mass() ? 1 : 0)
                .u16(released.states().size());
        released.states()
                .forEach(each -> out.id16(each.block().value())
                        .u8(each.standing().ordinal())
                        .millis(each.due()));
    }

    static Released readReleased(ByteReader in) {
        AgreementId agreement = new AgreementId(in.id16());
        boolean mass = ReadLayout.flag(in);
        int count = in.count16(Limits.RELEASE_BLOCKS, STATE_BYTES);
        List<State> states = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            states.add(new State(new BlockId(in.id16()), standing(in), in.millis()));
        }
        return new Released(agreement, mass, states);
    }

    private static Standing standing(ByteReader in) {
        int number = in.u8();
        if (number >= Standing.values().length) {
            throw in.bad("no block stands so: " + number);
        }
        return Standing.values()[number];
    }

    static void write(Order order, ByteWriter out) {
        out.bytes(order.order().bytes());
    }

    static Order readOrder(ByteReader in) {
        return new Order(RootOrder.read(in.array(RootOrder.BYTES)));
    }

    static void write(OrderTaken taken, ByteWriter out) {
        out.u64(taken.sequence()).u64(taken.blocks());
    }

    static OrderTaken readTaken(ByteReader in) {
        return new OrderTaken(in.u64(), in.u64());
    }
}
