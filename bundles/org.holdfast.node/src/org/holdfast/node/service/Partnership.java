// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import org.holdfast.core.Self;
import org.holdfast.core.budget.ReadBudgets;
import org.holdfast.core.leave.NoticeClerk;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.core.put.Reservations;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ConfederationId;
import org.holdfast.node.holder.AuditAnswers;
import org.holdfast.node.holder.Holder;
import org.holdfast.node.holder.HolderReads;
import org.holdfast.node.holder.ReleaseDesk;
import org.holdfast.node.partners.AgreementCare;
import org.holdfast.node.partners.Bandwidths;
import org.holdfast.node.partners.Candidates;
import org.holdfast.node.partners.DecisionLog;
import org.holdfast.node.partners.Jury;
import org.holdfast.node.partners.Negotiations;
import org.holdfast.node.partners.PartnerSearch;
import org.holdfast.node.partners.ReadBalances;
import org.holdfast.node.track.Tracking;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What needs a confederation, and so comes into being when the node has joined one. */
record Partnership(
        ConfederationId confederation,
        AgreementBook agreements,
        Negotiations negotiations,
        ReadBudgets budgets,
        ReadBalances balances,
        Holder holder,
        Tracking tracking,
        PartnerSearch search,
        DecisionLog decisions,
        Bandwidths bandwidths,
        AgreementCare care,
        ReleaseDesk releases) {
    private static final Logger LOG = LoggerFactory.getLogger(Partnership.class);

    static Partnership of(Node node, ConfederationRef ref) {
        Self self = Self.of(node.identity().certificate(), node.identity().device());
        Ledger ledger = node.stores().ledger();
        Reservations room = new Reservations(ledger.holdings());
        AgreementBook book =
                new AgreementBook(node.identity().owner(), ref.id(), ref.managed(), ledger, node.clock(), room);
        DecisionLog decisions = new DecisionLog(node.clock());
        Bandwidths bandwidths = new Bandwidths(ledger, node.clock());
        Tracking tracking = TrackDesk.open(node, self, book);
        Candidates.Known known = TrackDesk.known(tracking, bandwidths);
        Jury jury = new Jury(node::plan, ledger, known, decisions);
        Negotiations negotiations = new Negotiations(
                self, book, node::offer, jury, node.providers()::negotiationPolicy, bandwidths, node.clock());
        HeldBlocks blocks = new HeldBlocks(node.stores().holdings(), ledger.holdings());
        ReadBudgets budgets = new ReadBudgets(
                ledger,
                book,
                () -> node.settings().mebibytes(Setting.READS_LEAST),
                (agreement, bytes) -> node.leave().gaveNotice(agreement)
                        || node.shrink().asks().takeFree(agreement, bytes),
                node.clock());
        HolderReads reads =
                new HolderReads(blocks, book, budgets, node.partners().traffic()::isBusy, node.clock());
        NoticeClerk notices = new NoticeClerk(book, node.leave()::needed, id -> closing(node, book, id));
        ReleaseDesk releases = ReleaseDesk.of(
                node.identity().owner(), ledger, blocks, book, row -> isUnderAudit(ledger, row), node.clock());
        Holder holder = new Holder(
                self,
                node.membership(),
                book,
                room,
                blocks,
                reads,
                ledger,
                negotiations,
                tracking.teller(),
                node.desks().forHolder(releases),
                new Holder.Clerks(notices, node.shrink().clerk(book)),
                new AuditAnswers(self, blocks, ledger, book, node.providers(), node.clock()),
                node::wakeSearch,
                node.clock());
        ReadBalances balances = new ReadBalances(
                node.identity().owner(),
                node.partners(),
                node::agreed,
                () -> node.network().linked());
        PartnerSearch.Parts parts = new PartnerSearch.Parts(
                node.identity().owner(),
                node.network(),
                new Candidates(node.network(), node.clock(), known),
                negotiations,
                book,
                jury,
                decisions,
                ledger,
                node.clock());
        PartnerSearch search = new PartnerSearch(parts, node::plan, bandwidths, node.adverts()::query);
        AgreementCare care =
                new AgreementCare(parts, node::offer, node.partners().traffic(), bandwidths, passed -> {
                    budgets.elapse(passed);
                    balances.elapse(passed);
                });
        return new Partnership(
                ref.id(),
                book,
                negotiations,
                budgets,
                balances,
                holder,
                tracking,
                search,
                decisions,
                bandwidths,
                care,
                releases);
    }

    /** What an audit may still ask for is not freed; without the owner's receipt it is open. */
    private static boolean isUnderAudit(Ledger ledger, HeldRow row) {
        return ledger.audits()
                .answered(row.agreement(), row.owner())
                .filter(audit -> audit.receipt().length() == 0)
                .isPresent();
    }

    /** What goes on by itself, but for the search, which waits for the ledger to be whole. */
    void start() {
        care.start();
        tracking.start();
        releases.keeper().start();
    }

    void close() {
        search.close();
        care.close();
        tracking.close();
        releases.keeper().close();
    }

    /** A partner leaves: another one is looked for at once. */
    private static void closing(Node node, AgreementBook book, AgreementId id) {
        book.signed(id)
                .map(row -> row.agreement().terms().partnerOf(node.identity().owner()))
                .ifPresent(partner -> {
                    LOG.info("{} leaves: its agreement {} is closing", partner.brief(), id);
                    node.stores()
                            .ledger()
                            .events()
                            .append(
                                    node.clock().instant(),
                                    "AGREEMENT_CLOSING",
                                    partner.brief(),
                                    "it gave notice: " + id);
                });
        node.wakeSearch();
    }
}
