// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.PairingDigits;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.wire.PairMessage.PairAnswer;
import org.holdfast.wire.PairMessage.PairAsk;
import org.holdfast.wire.PairMessage.PairOpen;
import org.holdfast.wire.PairMessage.PairPinned;
import org.holdfast.wire.PairMessage.PairVerdict;

/**
 * Bodies of the messages about pairing.
 *
 * <pre>
 * PAIR_ASK      0   32  confederation
 *              32   32  commitment
 *              64    1  m, length of the name, at most 64
 *              65    m  name, UTF-8
 * PAIR_ANSWER   0   32  root key
 *              32   32  device key
 *              64   32  nonce
 *              96    1  m, length of the name, at most 64
 *              97    m  name, UTF-8
 * PAIR_OPEN     0   32  root key
 *              32   32  device key
 *              64   32  nonce
 * PAIR_VERDICT  0    1  same: 1, or 0
 * PAIR_PINNED  (empty)
 * </pre>
 */
final class PairLayout {
    /** Two keys and a nonce. */
    static final int KEYS = 96;

    private PairLayout() {}

    static void write(PairAsk ask, ByteWriter out) {
        out.id32(ask.confederation().value()).bytes(ask.commitment().bytes()).text8(ask.name(), Limits.LABEL);
    }

    static PairAsk readAsk(ByteReader in) {
        return new PairAsk(new ConfederationId(in.id32()), new Digest(in.id32()), in.text8(Limits.LABEL));
    }

    static void write(PairAnswer answer, ByteWriter out) {
        keys(answer.keys(), out);
        out.text8(answer.name(), Limits.LABEL);
    }

    static PairAnswer readAnswer(ByteReader in) {
        return new PairAnswer(keys(in), in.text8(Limits.LABEL));
    }

    static void write(PairOpen open, ByteWriter out) {
        keys(open.keys(), out);
    }

    static PairOpen readOpen(ByteReader in) {
        return new PairOpen(keys(in));
    }

    static void write(PairVerdict verdict, ByteWriter out) {
        out.u8(verdict.same() ? 1 : 0);
    }

    static PairVerdict readVerdict(ByteReader in) {
        int flag = in.u8();
        if (flag > 1) {
            throw in.bad("a flag is 0 or 1, not " + flag);
        }
        return new PairVerdict(flag == 1);
    }

    static PairPinned readPinned(ByteReader in) {
        return new PairPinned();
    }

    private static void keys(PairingDigits.Side keys, ByteWriter out) {
        out.id32(keys.root().value()).id32(keys.device().value()).bytes(keys.nonce());
    }

    private static PairingDigits.Side keys(ByteReader in) {
        return new PairingDigits.Side(
                new DeviceKey(in.id32()), new DeviceKey(in.id32()), in.bytes(PairingDigits.NONCE));
    }
}
