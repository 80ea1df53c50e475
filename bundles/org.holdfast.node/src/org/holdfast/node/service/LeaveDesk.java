// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.BackupParts;
import org.holdfast.node.backup.Rehoming;
import org.holdfast.node.backup.Resealing;
import org.holdfast.node.control.LeaveReport;
import org.holdfast.node.control.PartingReport;
import org.holdfast.node.leave.HandOver;
import org.holdfast.node.leave.Leaving;
import org.holdfast.node.leave.ShardMove;
import org.holdfast.wire.NegotiationMessage.NoticeTaken;

/** Joins both sides of a planned leave to the node's parts, and says how far they are. Thread-safe. */
final class LeaveDesk implements AutoCloseable {

    private final Node node;
    private final Leaving leaving;
    private final HandOverHead head;
    private final Rehoming.Memory memory;
    private final HandOver handOver;

    /** @param memory shared with whoever else moves shards */
    LeaveDesk(Node node, Rehoming.Memory memory) {
        this.node = node;
        OwnerId self = node.identity().owner();
        this.leaving = new Leaving(
                self,
                node.stores().ledger(),
                node.partners(),
                () -> node.partnership().map(Partnership::agreements),
                node.clock());
        this.head = new HandOverHead(node);
        this.memory = memory;
        this.handOver = new HandOver(
                self,
                node.stores().ledger(),
                node.clock(),
                new HandOver.Concern(this::isIdle, id -> !node.health().isBroken(id)),
                node.shrink().wishes(),
                this::move,
                new WritingPace(node)::pause,
                head::refresh);
    }

    void start() {
        leaving.start();
        handOver.start();
    }

    private boolean isIdle() {
        return isLeaving() || node.stores().losses().present().isPresent();
    }

    boolean isLeaving() {
        return leaving.since().isPresent();
    }

    /** Whether this machine has given notice of an agreement. */
    boolean gaveNotice(AgreementId agreement) {
        return leaving.gaveNotice(agreement);
    }

    /** @throws HoldfastException NO_AGREEMENT while this machine leaves */
    void requireStaying() {
        if (isLeaving()) {
            throw new HoldfastException(
                    ErrorCode.NO_AGREEMENT,
                    node.settings().name(),
                    "This machine leaves: nobody stores anything new for it. What is stored can be restored until the"
                            + " notice ends; 'holdfast partner leave --cancel' lets it stay.");
        }
    }

    private boolean isLasting(AgreementId agreement) {
        return node.lasting().stream().anyMatch(terms -> terms.id().equals(agreement));
    }

    private ShardMove move() {
        BackupParts parts = node.owner().parts();
        return new ShardMove(
                parts, node.owner().shards(), new Resealing(parts, node.providers()), this::isLasting, memory);
    }

    /** What lies with a partner beyond what it lets lie there, and has no other place yet. */
    Ledger.Sum beyond(OwnerId partner, AgreementId agreement) {
        return handOver.beyond(partner, agreement);
    }

    /** What a partner that leaves still has to be there for. */
    Ledger.Sum needed(OwnerId partner, AgreementId agreement) {
        return head.needed(partner, agreement);
    }

    LeaveReport begin() {
        leaving.begin();
        node.wakeSearch();
        return report();
    }

    LeaveReport cancel() {
        leaving.cancel();
        node.wakeSearch();
        return report();
    }

    LeaveReport report() {
        if (!isLeaving()) {
            return new LeaveReport(Optional.empty(), false, List.of());
        }
        List<PartingReport> partners =
                leaving.partings().stream().map(this::report).toList();
        return new LeaveReport(leaving.since(), leaving.hasLeft(), partners);
    }

    private PartingReport report(Leaving.Parting parting) {
        return new PartingReport(
                parting.partner().toString(),
                name(parting.partner()),
                node.network().linked().contains(parting.partner()),
                parting.answer().isPresent(),
                parting.answer().map(NoticeTaken::blocks).orElse(0L),
                parting.answer().map(each -> each.bytes().value()).orElse(0L),
                parting.until());
    }

    private String name(OwnerId id) {
        return node.stores().ledger().peers().find(id).map(PeerRow::name).orElse(id.brief());
    }

    /** Whether something lay with a partner whose agreement has ended, and is not rebuilt yet. */
    boolean isOvertaken() {
        return !ended().isEmpty();
    }

    /** Agreements that have ended, with whom, under which something lay that is not rebuilt yet. */
    Map<AgreementId, OwnerId> ended() {
        return handOver.left().stream()
                .filter(HandOver.Left::over)
                .collect(Collectors.toMap(HandOver.Left::agreement, HandOver.Left::partner));
    }

    /** What status says of it. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        if (isLeaving()) {
            reasons.add(
                    leaving.hasLeft()
                            ? "this machine leaves, and nobody needs it any more: it may be switched off"
                            : "this machine leaves: 'holdfast partner leave' shows how far that is");
        } else {
            handOver.left().forEach(left -> reasons.add(reason(left)));
            Optional.of(head.trouble()).filter(text -> !text.isEmpty()).ifPresent(reasons::add);
        }
        return reasons;
    }

    private String reason(HandOver.Left left) {
        String what = left.sum().blocks() + " blocks (" + left.sum().bytes() + ")";
        if (left.asked()) {
            return name(left.partner()) + " needs its disk: " + what + " have to move to other partners"
                    + (left.trouble().isEmpty() ? "" : "; " + left.trouble());
        }
        String where = left.over()
                ? what + " lay with " + name(left.partner()) + ", whose agreement has ended; they are rebuilt elsewhere"
                : name(left.partner()) + " leaves: " + what + " still have to move to other partners";
        return left.trouble().isEmpty() ? where : where + "; " + left.trouble();
    }

    @Override
    public void close() {
        leaving.close();
        handOver.close();
    }
}
