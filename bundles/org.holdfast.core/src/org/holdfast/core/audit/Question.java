// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.wire.AuditCoin;

/**
 * What an owner asks for at present.
 *
 * @param random R
 * @param whole all that was drawn and not admitted to be damaged
 * @param hunt the part of it that is asked for
 * @param block asked for as a whole instead
 * @param opened whether Ra was opened before this question
 */
record Question(Digest random, AuditCoin coin, Challenge whole, Hunt hunt, Optional<BlockId> block, boolean opened) {
    /** The first one; empty if everything that was drawn was admitted to be damaged before. */
    static Optional<Question> first(Digest random, AuditCoin coin, Challenge drawn, boolean wholeBlocks) {
        return shown(drawn, coin).map(whole -> {
            Optional<BlockId> block =
                    wholeBlocks ? Optional.of(whole.samples().getFirst().block().block()) : Optional.empty();
            return new Question(random, coin, whole, Hunt.begin(whole), block, false);
        });
    }

    /** What is to be shown of what was drawn: both sides leave out what was admitted. */
    static Optional<Challenge> shown(Challenge drawn, AuditCoin coin) {
        Set<BlockId> damaged = new HashSet<>(coin.damaged());
        BitSet left = new BitSet();
        for (int i = 0; i < drawn.samples().size(); i++) {
            left.set(i, !damaged.contains(drawn.samples().get(i).block().block()));
        }
        return left.isEmpty() ? Optional.empty() : Optional.of(drawn.only(left));
    }

    /** The samples that are asked for. */
    Challenge part() {
        return block.map(this::of).orElseGet(() -> hunt.part(whole));
    }

    /** Those in one block. */
    Challenge of(BlockId one) {
        BitSet bits = new BitSet();
        for (int i = 0; i < whole.samples().size(); i++) {
            bits.set(i, whole.samples().get(i).block().block().equals(one));
        }
        return whole.only(bits);
    }

    /** How AUDIT_PROOF and AUDIT_NARROW name the part; empty for all of it. */
    Bytes picks() {
        return opened ? Picks.of(hunt.asked()) : Bytes.EMPTY;
    }

    /** The block that was found, if one is left, else the next half. */
    Question next(Hunt hunted) {
        return new Question(random, coin, whole, hunted, hunted.found(whole), true);
    }

    /** Blocks of what is asked for, ascending. */
    List<BlockId> blocks() {
        return part().samples().stream()
                .map(each -> each.block().block())
                .distinct()
                .sorted()
                .toList();
    }
}
