// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.shrink.MoveAsks;
import org.holdfast.core.shrink.MoveClerk;
import org.holdfast.core.shrink.MoveWishes;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;
import org.holdfast.node.leave.Shrinking;
import org.holdfast.wire.MoveMessage.MoveAsked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins both sides of a disk that gets short to the node's parts: what it asks of others, and is asked. Thread-safe. */
final class ShrinkDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShrinkDesk.class);

    private final Node node;
    private final MoveAsks asks;
    private final MoveWishes wishes;
    private final Shrinking shrinking;

    ShrinkDesk(Node node) {
        this.node = node;
        Ledger ledger = node.stores().ledger();
        this.asks = new MoveAsks(ledger);
        this.wishes = new MoveWishes(ledger);
        this.shrinking = new Shrinking(
                node.identity().owner(),
                ledger,
                asks,
                node.partners(),
                this::lacking,
                () -> node.settings().shrinkNotice(),
                node.clock());
    }

    void start() {
        shrinking.start();
    }

    /** Of the disk, or of what is on offer. */
    private ByteCount lacking() {
        ByteCount held = node.stores().ledger().holdings().totalBytes();
        ByteCount beyond = held.minusOrZero(node.settings().mebibytes(Setting.OFFERED_MEBIBYTES));
        ByteCount shortage = node.stores().holdings().shortage();
        return shortage.compareTo(beyond) > 0 ? shortage : beyond;
    }

    MoveAsks asks() {
        return asks;
    }

    MoveWishes wishes() {
        return wishes;
    }

    /** Answers what partners ask. */
    MoveClerk clerk(AgreementBook book) {
        return new MoveClerk(book, wishes, node.leave()::beyond, this::heard);
    }

    private void heard(MoveAsked asked) {
        String text = "no more than " + asked.most() + " may stay there after "
                + asked.until().truncatedTo(ChronoUnit.SECONDS);
        LOG.info("Agreement {}: {}", asked.agreement(), text);
        node.stores()
                .ledger()
                .events()
                .append(node.clock().instant(), "MOVE_ASKED", asked.agreement().toString(), text);
    }

    /** Whether a partner has asked for room on its disk: then it gets nothing new. */
    boolean isShort(OwnerId partner) {
        return node.lasting().stream()
                .filter(terms -> terms.partnerOf(node.identity().owner()).equals(partner))
                .anyMatch(terms -> wishes.most(terms.id()).isPresent());
    }

    /** What status says of it. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        List<MoveAsks.Ask> open =
                asks.all().stream().filter(each -> !each.done()).toList();
        if (!open.isEmpty()) {
            ByteCount sum = open.stream().map(MoveAsks.Ask::asked).reduce(ByteCount.ZERO, ByteCount::plus);
            reasons.add("this disk is short: " + open.size() + " partners are asked to take " + sum
                    + " of their blocks elsewhere, and nothing new is taken");
        }
        return reasons;
    }

    @Override
    public void close() {
        shrinking.close();
    }
}
