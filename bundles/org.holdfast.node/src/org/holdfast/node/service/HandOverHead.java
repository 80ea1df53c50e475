// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.head.Head;
import org.holdfast.format.head.HeadPartner;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.ByteCount;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The head that names where everything lies after a hand-over. Before enough partners have it, whoever leaves is still
 * needed: a lost machine would look in the old places only. Agreements are compared, not partners, since one may have
 * left and come back. Thread-safe.
 */
final class HandOverHead {
    private static final Logger LOG = LoggerFactory.getLogger(HandOverHead.class);
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Ledger.Sum HEAD = new Ledger.Sum(1, ByteCount.ZERO);

    private final Node node;
    private volatile String trouble = "";
    private long tried; // hand-over's thread
    private boolean failed;

    HandOverHead(Node node) {
        this.node = node;
    }

    /** What a partner who leaves still has to be there for; a head that is missing counts as one block. */
    Ledger.Sum needed(OwnerId partner, AgreementId agreement) {
        Ledger.Sum lying = node.owner().lying(partner, agreement);
        return lying.blocks() > 0 || isFoundWithout(agreement) ? lying : HEAD;
    }

    /** Whoever leaves itself has given up what it stored: its partners owe it no new head. */
    private boolean isFoundWithout(AgreementId agreement) {
        if (node.leave().isLeaving()) {
            return true;
        }
        if (node.stores().losses().present().isPresent()) {
            return false; // what is here may be an old ledger
        }
        Set<AgreementId> named = named();
        return named.isEmpty()
                || !named.contains(agreement) && node.owner().book().isConfirmed() && namesAllPlaces(named);
    }

    private boolean namesAllPlaces(Set<AgreementId> named) {
        OwnerId self = node.identity().owner();
        return node.agreed().stream()
                .filter(terms -> !named.contains(terms.id()))
                .allMatch(terms ->
                        node.owner().lying(terms.partnerOf(self), terms.id()).blocks() == 0);
    }

    private Set<AgreementId> named() {
        return agreements(node.owner().book().newest().map(Head::partners).orElse(List.of()));
    }

    private static Set<AgreementId> agreements(List<HeadPartner> partners) {
        return partners.stream().map(HeadPartner::agreement).collect(Collectors.toSet());
    }

    /** Whether the newest head names some that nothing lies under any more, or not all places, or one is waited for. */
    private boolean isWanted() {
        Set<AgreementId> named = named();
        return !named.isEmpty()
                && (!agreements(node.owner().headPartners()).containsAll(named)
                        || isWaitedFor()
                        || !namesAllPlaces(named));
    }

    private boolean isWaitedFor() {
        OwnerId self = node.identity().owner();
        return node.stores().ledger().agreements().all().stream()
                .filter(row -> row.phase() == AgreementPhase.CLOSING)
                .map(row -> row.agreement().terms())
                .anyMatch(terms -> needed(terms.partnerOf(self), terms.id()).equals(HEAD));
    }

    /** Makes one if it is wanted; while that does not succeed, now and then. Hand-over's thread. */
    void refresh() {
        long now = node.clock().nanos();
        if (failed && now - tried < RETRY.toNanos() || !isWanted()) {
            return;
        }
        tried = now;
        failed = !refreshed();
    }

    private boolean refreshed() {
        try (OwnerDesk.Writing writing = node.owner().writingNow()) {
            List<Snapshot> snapshots = new RestoreDesk(node).snapshots();
            if (snapshots.isEmpty()) {
                return waits("the first backup has to succeed first");
            }
            int holders = writing.refreshHead(snapshots).size();
            if (!node.owner().book().isConfirmed()) {
                return waits("only " + holders + " partners took it");
            }
            LOG.info("A new head names the partners of now; {} of them have it", holders);
            trouble = "";
            return true;
        } catch (HoldfastException e) {
            return waits(String.valueOf(e.getMessage()));
        }
    }

    private boolean waits(String why) {
        if (!trouble.equals(why)) {
            LOG.info("No head names the new places yet: {}", why);
        }
        trouble = why;
        return false;
    }

    /** Why nobody could find the new places without those who leave; empty if everybody could. */
    String trouble() {
        return isWaitedFor()
                ? "a head has yet to name where everything lies now" + (trouble.isEmpty() ? "" : "; " + trouble)
                : "";
    }
}
