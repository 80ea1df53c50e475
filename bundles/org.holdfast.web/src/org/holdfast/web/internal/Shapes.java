// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.node.control.AdminReport;
import org.holdfast.node.control.AuditReport;
import org.holdfast.node.control.AuthorityReport;
import org.holdfast.node.control.AwayReport;
import org.holdfast.node.control.CheckReport;
import org.holdfast.node.control.ConfigReport;
import org.holdfast.node.control.ContentReport;
import org.holdfast.node.control.DecisionReport;
import org.holdfast.node.control.DifferenceReport;
import org.holdfast.node.control.DrillReport;
import org.holdfast.node.control.EntryReport;
import org.holdfast.node.control.EscrowReport;
import org.holdfast.node.control.EventReport;
import org.holdfast.node.control.ExplanationReport;
import org.holdfast.node.control.FindingReport;
import org.holdfast.node.control.ForgetReport;
import org.holdfast.node.control.ForgetRequest;
import org.holdfast.node.control.HeadReport;
import org.holdfast.node.control.InstalledReport;
import org.holdfast.node.control.InviteReport;
import org.holdfast.node.control.InviteRequest;
import org.holdfast.node.control.KeeperReport;
import org.holdfast.node.control.LaneReport;
import org.holdfast.node.control.LeaveReport;
import org.holdfast.node.control.LeftOutReport;
import org.holdfast.node.control.MarkRequest;
import org.holdfast.node.control.MemberReport;
import org.holdfast.node.control.MissingReport;
import org.holdfast.node.control.NoticeDeliveryReport;
import org.holdfast.node.control.NoticeReport;
import org.holdfast.node.control.NoticeTestReport;
import org.holdfast.node.control.NoticeWayReport;
import org.holdfast.node.control.PairingReport;
import org.holdfast.node.control.PartingReport;
import org.holdfast.node.control.PartnerReport;
import org.holdfast.node.control.PinReport;
import org.holdfast.node.control.PluginReport;
import org.holdfast.node.control.PluginStatusReport;
import org.holdfast.node.control.ProblemReport;
import org.holdfast.node.control.ProgressReport;
import org.holdfast.node.control.PruneReport;
import org.holdfast.node.control.PublisherReport;
import org.holdfast.node.control.ReadReport;
import org.holdfast.node.control.ReadRequest;
import org.holdfast.node.control.RecodeReport;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.ReleaseReport;
import org.holdfast.node.control.RemoteDoorReport;
import org.holdfast.node.control.RemoteReport;
import org.holdfast.node.control.RemoteRequest;
import org.holdfast.node.control.RepairReport;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.control.SettingReport;
import org.holdfast.node.control.SnapshotReport;
import org.holdfast.node.control.SourceReport;
import org.holdfast.node.control.SourceRequest;
import org.holdfast.node.control.StageReport;
import org.holdfast.node.control.StatusReport;
import org.holdfast.node.control.TwinReport;
import org.jspecify.annotations.Nullable;

/** What the objects of the API are called, and which records they are; docs/control-api.md describes each. */
final class Shapes {
    private static final Map<String, Shape> ALL = new LinkedHashMap<>();

    /** @param needed fields that a caller has to give; empty for what the node answers, which has them all */
    record Shape(String name, Class<? extends Record> record, Optional<Set<String>> needed) {
        /** Whether callers send it. */
        boolean isRequest() {
            return needed.isPresent();
        }
    }

    /** Body of {@code PUT /v1/config}. @param expected the value that the caller has seen */
    record ConfigBody(String key, String value, @Nullable String expected) {}

    /** Body of {@code PUT /v1/members}. */
    record MemberBody(String node, String status) {}

    /** Body of {@code PUT /v1/plugins} and {@code POST /v1/recode}. */
    record ProviderBody(String role, String id) {}

    static {
        answer("status", StatusReport.class);
        answer("source", SourceReport.class);
        answer("explanation", ExplanationReport.class);
        answer("left_out", LeftOutReport.class);
        answer("snapshot", SnapshotReport.class);
        answer("head", HeadReport.class);
        answer("twin", TwinReport.class);
        answer("stage", StageReport.class);
        answer("problem", ProblemReport.class);
        answer("progress", ProgressReport.class);
        answer("lane", LaneReport.class);
        answer("entry", EntryReport.class);
        answer("difference", DifferenceReport.class);
        answer("content", ContentReport.class);
        answer("read", ReadReport.class);
        answer("restored", RestoredReport.class);
        answer("drill", DrillReport.class);
        answer("missing", MissingReport.class);
        answer("missing partner", MissingReport.Missing.class);
        answer("forgotten", ForgetReport.class);
        answer("pruned", PruneReport.class);
        answer("releases", ReleaseReport.class);
        answer("told", ReleaseReport.Told.class);
        answer("partner", PartnerReport.class);
        answer("audit", AuditReport.class);
        answer("repaired", RepairReport.class);
        answer("away", AwayReport.class);
        answer("leave", LeaveReport.class);
        answer("parting", PartingReport.class);
        answer("decision", DecisionReport.class);
        answer("invite", InviteReport.class);
        answer("member", MemberReport.class);
        answer("admin", AdminReport.class);
        answer("authority", AuthorityReport.class);
        answer("pairing", PairingReport.class);
        answer("pin", PinReport.class);
        answer("escrow", EscrowReport.class);
        answer("keeper", KeeperReport.class);
        answer("plugin", PluginReport.class);
        answer("plugin_status", PluginStatusReport.class);
        answer("installed", InstalledReport.class);
        answer("publisher", PublisherReport.class);
        answer("recode", RecodeReport.class);
        answer("notice", NoticeReport.class);
        answer("delivery", NoticeDeliveryReport.class);
        answer("notice_way", NoticeWayReport.class);
        answer("notice_test", NoticeTestReport.class);
        answer("check", CheckReport.class);
        answer("finding", FindingReport.class);
        answer("setting", SettingReport.class);
        answer("config", ConfigReport.class);
        answer("event", EventReport.class);
        answer("remote", RemoteReport.class);
        answer("remote_door", RemoteDoorReport.class);
        answer("ticket", PageCalls.TicketReport.class);
        request("source request", SourceRequest.class, "path");
        request("restore request", RestoreRequest.class, "snapshot", "to");
        request("read request", ReadRequest.class, "snapshot", "path");
        request("recover request", RecoverRequest.class, "to");
        request("forget request", ForgetRequest.class);
        request("mark request", MarkRequest.class, "snapshot");
        request("invite request", InviteRequest.class, "valid_minutes", "uses");
        request("member request", MemberBody.class, "node", "status");
        request("provider request", ProviderBody.class, "role", "id");
        request("config request", ConfigBody.class, "key", "value");
        request("remote request", RemoteRequest.class, "name", "role", "certificate");
    }

    private Shapes() {}

    private static void answer(String name, Class<? extends Record> record) {
        ALL.put(name, new Shape(name, record, Optional.empty()));
    }

    private static void request(String name, Class<? extends Record> record, String... needed) {
        ALL.put(name, new Shape(name, record, Optional.of(Set.of(needed))));
    }

    static Collection<Shape> all() {
        return ALL.values();
    }

    /** @throws IllegalArgumentException if there is none of this name */
    static Class<? extends Record> of(String name) {
        Shape shape = ALL.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("no object is called " + name);
        }
        return shape.record();
    }

    /** The name of a record. @throws IllegalArgumentException if it has none */
    static String name(Class<?> record) {
        return ALL.values().stream()
                .filter(each -> each.record().equals(record))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(record + " has no name among the shapes"))
                .name();
    }
}
